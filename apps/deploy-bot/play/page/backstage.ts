/// <reference lib="dom" />
import type { PageDeployment, PageEnvironment, PagePod, PageRelease, Stage } from '../wire.ts';
import { button, element, part, post } from './elements.ts';

/** What the cluster does, pod by pod: a mark, a word and a version each, so that nobody needs the colours. */
export function showCluster(environments: readonly PageEnvironment[]): void {
  part('environments').replaceChildren(
    ...environments.map(({ name, deployments }) =>
      element('section', { class: 'environment', 'aria-label': name }, [
        element('h3', {}, [name]),
        ...deployments.map(deploymentOf),
      ]),
    ),
  );
}

const deploymentOf = ({ name, version, wanted, pods }: PageDeployment): HTMLElement =>
  element('div', { class: 'deployment' }, [
    element('p', {}, [
      element('strong', {}, [name]),
      element('span', { class: 'version' }, [version]),
      element('span', { class: 'count' }, [`${pods.filter(({ isReady }) => isReady).length} ready, ${wanted} wanted`]),
    ]),
    element(
      'ul',
      { class: 'pods' },
      pods.map((pod) => podOf(pod, version)),
    ),
  ]);

function podOf({ name, state, isReady, restarts, version }: PagePod, wanted: string): HTMLElement {
  const age = version === wanted ? 'new' : 'old';
  const mood = isReady ? 'ready' : moodOf(state);
  const told = restarts === 0 ? '' : `, ${restarts} restart${restarts === 1 ? '' : 's'}`;
  return element('li', { class: `pod ${age} ${mood}`, title: `${name}, ${version}` }, [
    element('span', { class: 'mark', 'aria-hidden': 'true' }, [MARKS[mood] ?? '']),
    `${isReady ? 'ready' : state}${told}`,
    element('span', { class: 'tag' }, [version.slice(-8)]),
  ]);
}

const MARKS: Readonly<Record<string, string>> = { ready: '●', starting: '○', ending: '◌', bad: '✕' };

function moodOf(state: string): string {
  if (state === 'ending') return 'ending';
  return ['running', 'ContainerCreating', 'pending', 'PodInitializing'].includes(state) ? 'starting' : 'bad';
}

/** @param take puts a command into the line */
export function showStage({ releases, mischiefs }: Stage, take: (command: string) => void): void {
  const services = Map.groupBy(releases.toReversed(), ({ service }) => service);
  part('releases').replaceChildren(
    ...[...services].map(([service, own]) =>
      element('section', { 'aria-label': service }, [
        element('h3', {}, [service]),
        element(
          'ul',
          {},
          own.map((release) => releaseOf(release, take)),
        ),
      ]),
    ),
  );
  part('mischiefs').replaceChildren(
    ...mischiefs.map(({ id, label, says }) =>
      button(label, { class: 'plain', title: says }, () => void post('/mischief', { id })),
    ),
  );
}

const releaseOf = ({ service, version, subject, trouble }: PageRelease, take: (command: string) => void): HTMLElement =>
  element('li', {}, [
    button(version, { class: 'version' }, () => {
      take(`/deploy ${service} ${version}`);
    }),
    element('span', { class: 'subject' }, [subject]),
    element('span', { class: trouble === '' ? 'fine' : 'trouble' }, [trouble === '' ? 'comes up' : trouble]),
  ]);
