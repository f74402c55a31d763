import type { Difference } from './put-right.ts';

/** Files that were not what they should be, for one reason. */
export interface OutOfStep {
  /** What they are, and what says what they should be. */
  readonly what: string;
  readonly differences: readonly Difference[];
}

const ADVICE =
  '`npx nx sync` puts that right; commit what it writes. Where a file is made from something else, change that: ' +
  'what is written into the file by hand is lost.';

/** What people are told: how many files, what to do, and each file with its reason. */
export function tellOutOfStep(reasons: readonly OutOfStep[]): string {
  const count = reasons.flatMap(({ differences }) => differences).length;
  const lists = reasons.flatMap(({ what, differences }) => [
    `${what}:`,
    ...differences.map(({ path, wrong }) => `- ${path}: ${wrong}`),
  ]);
  return [`${count} ${count === 1 ? 'file is' : 'files are'} out of step. ${ADVICE}`, ...lists].join('\n');
}
