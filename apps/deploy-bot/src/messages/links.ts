import type { Release, Target } from '@exemplar/deploy-engine';

import { link } from '../slack/mrkdwn.ts';

/** Addresses of an environment, with `{service}` and `{namespace}` in them. */
interface Addresses {
  readonly namespace: string;
  readonly logs?: string | undefined;
  readonly dashboards?: string | undefined;
}

export interface LinkOptions {
  /** Where the commits are. */
  readonly repository: string;
  readonly environments: Readonly<Record<string, Addresses>>;
}

/** The links of a deploy, as many as are known. */
export type LinksOf = (target: Target, from: Release | null, to: Release) => readonly string[];

export function createLinks({ repository, environments }: LinkOptions): LinksOf {
  const commits = repository.replace(/\/+$|\.git$/g, '');
  return ({ service, environment }, from, to) => {
    const { namespace = '', logs, dashboards } = environments[environment] ?? {};
    const fill = (label: string, template: string | undefined): readonly string[] =>
      template === undefined
        ? []
        : [link(template.replaceAll('{service}', service).replaceAll('{namespace}', namespace), label)];
    return [...fill('Logs', logs), ...fill('Dashboard', dashboards), ...commitsOf(commits, from, to)];
  };
}

function commitsOf(repository: string, from: Release | null, to: Release): readonly string[] {
  if (from?.commit === to.commit) return [];
  if (from === null) return [link(`${repository}/commit/${to.commit}`, 'Commit')];
  return [link(`${repository}/compare/${from.commit}...${to.commit}`, 'Commits')];
}
