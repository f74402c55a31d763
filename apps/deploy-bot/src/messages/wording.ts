import type { Actor, DeployKind, Release, Target } from '@exemplar/deploy-engine';

import { bold, code, escape } from '../slack/mrkdwn.ts';

/** Somebody, as Slack shows a person it knows. */
export const nameOf = ({ id, name }: Actor): string => {
  const [, slackId] = /^slack:(\w+)$/.exec(id) ?? [];
  return slackId === undefined ? escape(name) : `<@${slackId}>`;
};

export const versionOf = (release: Release | null): string => (release === null ? 'nothing' : code(release.version));

/** `metadata-scraper` on *staging*. */
export const placeOf = ({ service, environment }: Target): string => `${code(service)} on ${bold(environment)}`;

/** What a commit was for: `1a2b3c4` Read titles anew, by Ada. */
export const commitOf = ({ commit, subject, author }: Release): string =>
  `${code(commit.slice(0, 7))} ${escape(subject)}, by ${escape(author)}`;

/** A time span, as people say it: `9 s`, `2 min 5 s`, `3 h 20 min`, `4 days`. */
export function spanOf(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  const [minutes, hours, days] = [60, 3600, 86_400].map((unit) => Math.floor(seconds / unit)) as [
    number,
    number,
    number,
  ];
  if (minutes === 0) return `${seconds} s`;
  if (hours === 0) return `${minutes} min ${seconds % 60} s`;
  if (days < 2) return `${hours} h ${minutes % 60} min`;
  return `${days} days`;
}

/** A time that each reader sees in their own zone. */
export function timeOf(iso: string): string {
  const at = Date.parse(iso);
  return `<!date^${Math.floor(at / 1000)}^{date_short_pretty}, {time}|${escape(iso)}>`;
}

/** What is done, as a verb, by kind. */
export const DOING: Readonly<Record<DeployKind, string>> = {
  deploy: 'Deploying',
  rollback: 'Going back with',
  canary: 'Starting a canary of',
  promote: 'Promoting the canary of',
  withdraw: 'Withdrawing the canary of',
};

/** The same, to be said yes or no to. */
export const TO_DO: Readonly<Record<DeployKind, string>> = {
  deploy: 'Deploy',
  rollback: 'Go back with',
  canary: 'Start a canary of',
  promote: 'Promote the canary of',
  withdraw: 'Withdraw the canary of',
};
