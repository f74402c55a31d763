import { setTimeout as sleep } from 'node:timers/promises';

import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';
import type { IPod } from 'kubernetes-models/v1/Pod';

import { Failure } from '../program/failure.ts';
import type { Kubectl } from './kubectl.ts';
import { type PodTrouble, podTrouble } from './pod-trouble.ts';
import { creationTroubles, rolloutState } from './rollout-state.ts';

const EVERY_MS = 1000;
const LOG_LINES = 10;

export interface Rollout {
  readonly name: string;
  readonly namespace: string;
  readonly version: string;
}

/**
 * Watches a rollout to its end, which the cluster decides on: `progressDeadlineSeconds` without progress is a failure.
 *
 * @param print is given a line whenever there is something new
 * @throws Failure where it fails, with what the pods' logs say
 */
export async function watchRollout(
  rollout: Rollout,
  kubectl: Kubectl,
  print: (line: string) => void,
  everyMs = EVERY_MS,
): Promise<void> {
  const told = new Set<string>();
  const tell = (line: string): void => {
    if (!told.has(line)) print(line);
    told.add(line);
  };
  for (;;) {
    const deployment = getDeployment(rollout, kubectl);
    const { phase, line } = rolloutState(deployment);
    tell(line);
    if (phase === 'done') return;
    const troubles = troublesOf(rollout, kubectl);
    const lasting = troubles.filter(({ mayPass }) => !mayPass || phase === 'failed');
    for (const sentence of [...creationTroubles(deployment), ...lasting.map((trouble) => trouble.sentence)])
      tell(sentence);
    if (phase === 'failed') throw new Failure(epitaph(rollout, troubles, kubectl));
    await sleep(everyMs);
  }
}

interface TroubledPod extends PodTrouble {
  readonly pod: IPod;
}

const getDeployment = ({ name, namespace }: Rollout, kubectl: Kubectl): IDeployment =>
  JSON.parse(kubectl(['get', 'deployment', name, '--namespace', namespace, '--output=json'])) as IDeployment;

/** The troubles of the version's pods. */
function troublesOf({ name, namespace, version }: Rollout, kubectl: Kubectl): readonly TroubledPod[] {
  const labels = Object.entries({ name, instance: name, version });
  const selector = labels.map(([key, value]) => `app.kubernetes.io/${key}=${value}`).join(',');
  const list = kubectl(['get', 'pods', '--namespace', namespace, '--selector', selector, '--output=json']);
  const { items } = JSON.parse(list) as { readonly items: readonly IPod[] };
  return items.flatMap((pod) => {
    const trouble = podTrouble(pod);
    return trouble === null ? [] : [{ ...trouble, pod }];
  });
}

function epitaph({ name, namespace, version }: Rollout, troubles: readonly TroubledPod[], kubectl: Kubectl): string {
  const logs = troubles.filter(({ logsTell }) => logsTell).map(({ pod }) => lastLines(pod, namespace, kubectl));
  return [...new Set(logs), `${name} ${version} did not come up in ${namespace}. The pods of before go on.`].join('\n');
}

/** Of the run that ended or, where none did, of the one under way. */
function lastLines({ metadata, status }: IPod, namespace: string, kubectl: Kubectl): string {
  const restarted = status?.containerStatuses?.some(({ restartCount }) => restartCount > 0) === true;
  const words = ['logs', String(metadata?.name), '--namespace', namespace, `--tail=${String(LOG_LINES)}`];
  try {
    return `The last lines of its log:\n${kubectl(restarted ? [...words, '--previous'] : words).trim()}`;
  } catch (error) {
    return `Its log cannot be read: ${(error as Error).message}`;
  }
}
