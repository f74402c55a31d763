import type { Mix } from './read-mix.ts';

const NOBODY = 'Nobody listens there, or no longer: look whether the service runs, and whether --url has its port.';
const UNKNOWN = 'Nobody knows that name: look whether --url has the right one.';

/** What to do about what came instead of an answer, whatever the mix. */
const HINTS: Mix['hints'] = { ECONNREFUSED: NOBODY, ENOTFOUND: UNKNOWN, EAI_AGAIN: UNKNOWN };

/**
 * What to do about wrong answers, in sentences.
 *
 * @param failures statuses, or what came instead, and how often
 */
export const hintsFor = (
  { hints }: Pick<Mix, 'hints'>,
  failures: Readonly<Record<string, number>>,
): readonly string[] => {
  const all = { ...HINTS, ...hints };
  return [...new Set(Object.keys(failures).flatMap((outcome) => all[outcome] ?? []))];
};
