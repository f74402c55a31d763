import type { ConfigurationChange, HistoryEntry, PodLog, ReleaseDiff, ServiceStatus } from '@exemplar/deploy-engine';

/** What a person sees of services, in an environment each. */
export const statusText = (all: readonly ServiceStatus[]): string => all.map(serviceText).join('\n');

function serviceText(status: ServiceStatus): string {
  const { target, release, image, ready, wanted, underWay, canary, lock, freeze, last } = status;
  const runs = release === null ? (image ?? 'nothing runs') : `${release.version} ${release.subject}`;
  const details = [
    last === null ? null : `last: ${entryText(last)}`,
    underWay === null
      ? null
      : `under way: ${underWay.kind} ${underWay.to.version} by ${underWay.actor.name}, ${underWay.phase}`,
    canary === null ? null : `canary: ${canary.release.version} takes ${canary.percent} %, by ${canary.actor.name}`,
    lock === null
      ? null
      : `locked by ${lock.actor.name} for ${hoursOf(lock.ageMs)}${lock.reason === '' ? '' : `: ${lock.reason}`}`,
    freeze === null ? null : `frozen: ${freeze}`,
    ...status.refused.map(({ version, why }) => `refused: ${version}. ${why}`),
  ].filter((line) => line !== null);
  return [`${target.service} in ${target.environment}: ${runs} (${ready} of ${wanted} pods)`, ...details].join('\n  ');
}

function hoursOf(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h`;
}

const entryText = ({ at, kind, actor, from, to, outcome, durationMs, why }: HistoryEntry): string => {
  const when = at.slice(0, 16).replace('T', ' ');
  const what = `${kind} ${from?.version ?? 'nothing'} → ${to.version}`;
  return `${when} ${actor.name} ${what} ${outcome} ${(durationMs / 1000).toFixed(1)} s${why === undefined ? '' : `: ${why}`}`;
};

export const historyText = (entries: readonly HistoryEntry[]): string =>
  entries.length === 0 ? 'Nothing was deployed here yet.' : entries.map(entryText).join('\n');

export function diffText({ from, to, image, configuration, commits, backwards, compareUrl }: ReleaseDiff): string {
  return [
    `${from?.version ?? 'nothing'} → ${to.version}`,
    image.changed ? `image: ${image.from ?? 'none'} → ${image.to}` : 'image: the same',
    configuration.length === 0 ? 'configuration: nothing that is known to differ' : 'configuration:',
    ...configuration.map(changeText),
    commits.length === 0 ? 'commits: none' : commitsTitle(backwards),
    ...commits.map(({ version, subject, author }) => `  ${version} ${subject} (${author})`),
    ...(compareUrl === undefined ? [] : [compareUrl]),
  ].join('\n');
}

const commitsTitle = (backwards: boolean): string => (backwards ? 'commits that are undone:' : 'commits:');

const changeText = ({ field, from = 'none', to = 'none' }: ConfigurationChange): string =>
  `  ${field}: ${from} → ${to}`;

export const logsText = (logs: readonly PodLog[]): string =>
  logs.length === 0
    ? 'No pod is there.'
    : logs.flatMap(({ pod, lines }) => [`${pod}:`, ...lines.map((line) => `  ${line}`)]).join('\n');
