import type { DeployProgress, OnProgress, Phase } from '@exemplar/deploy-engine';

/** What is going on, or how it ended, for people. Without a line: what is told in other words. */
const LINES: Readonly<Record<Phase, (progress: DeployProgress) => string>> = {
  starting: ({ kind, to, from, target }) =>
    `${kind} ${target.service} ${from?.version ?? 'nothing'} → ${to.version} in ${target.environment}`,
  applying: () => 'Applying it',
  'rolling-out': ({ ready, wanted }) => `${ready} of ${wanted} pods are ready`,
  settling: ({ ready, wanted }) => `${ready} of ${wanted} pods are ready: watching whether they stay up`,
  'rolling-back': ({ backTo, ready, wanted }) =>
    backTo === undefined
      ? 'It failed: going back'
      : `Going back to ${backTo.version}: ${ready} of ${wanted} pods are ready`,
  live: (progress) => `${whatOf(progress)} is live in ${progress.target.environment}, after ${secondsOf(progress)} s.`,
  canary: (progress) =>
    `${whatOf(progress)} takes ${String(progress.percent)} % of the requests in ${progress.target.environment}, after ${secondsOf(progress)} s.`,
  withdrawn: ({ target, from }) =>
    `The canary ${from === null ? '' : `${from.version} `}of ${target.service} is gone from ${target.environment}.`,
  'rolled-back': (progress) =>
    `${whatOf(progress)} failed in ${progress.target.environment}; ${progress.backTo?.version ?? 'what ran before'} serves again, after ${secondsOf(progress)} s.`,
  failed: (progress) => `${whatOf(progress)} failed in ${progress.target.environment}, after ${secondsOf(progress)} s.`,
  'handed-over': ({ target }) =>
    `${target.service} in ${target.environment} was let go of: the deploy bot goes on with it, or \`npx nx deploy ${target.service} --env=${target.environment} --resume\`.`,
};

const whatOf = ({ target, to }: DeployProgress): string => `${target.service} ${to.version}`;
const secondsOf = ({ elapsedMs }: DeployProgress): string => (elapsedMs / 1000).toFixed(1);

/** Prints what is new about a deploy, each line once: how far it is, what is wrong, what was left out. */
export function createPrintProgress(print: (line: string) => void): OnProgress {
  const told = new Set<string>();
  return (progress) => {
    const { trouble, leftOut, notes, phase } = progress;
    const lines = [
      ...leftOut.map((what) => `Left out, as the cluster does not know it: ${what}`),
      ...notes,
      ...(trouble === undefined ? [] : [trouble.sentence, ...(trouble.logs ?? []).map((line) => `  ${line}`)]),
      LINES[phase](progress),
    ];
    for (const line of lines.filter((one) => !told.has(one))) {
      told.add(line);
      print(line);
    }
  };
}
