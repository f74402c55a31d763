import { isDeepStrictEqual } from 'node:util';

import type { Tolerance } from './rules-schema.ts';

type Tolerates = (baseline: unknown, candidate: unknown) => boolean;

const inOrder: Tolerates = (baseline, candidate) =>
  Array.isArray(baseline) && Array.isArray(candidate) && isDeepStrictEqual(sorted(baseline), sorted(candidate));

const sorted = (list: readonly unknown[]): readonly string[] => list.map((item) => JSON.stringify(item)).sort();

const inSpacingAndCase: Tolerates = (baseline, candidate) =>
  typeof baseline === 'string' && typeof candidate === 'string' && folded(baseline) === folded(candidate);

const folded = (text: string): string => text.replaceAll(/\s+/g, ' ').trim().toLowerCase();

const byPercent =
  (percent: number): Tolerates =>
  (baseline, candidate) =>
    typeof baseline === 'number' &&
    typeof candidate === 'number' &&
    Math.abs(candidate - baseline) <= (percent / 100) * Math.abs(baseline);

const bySeconds =
  (seconds: number): Tolerates =>
  (baseline, candidate) =>
    Math.abs(timeOf(candidate) - timeOf(baseline)) <= seconds * 1000;

/** Milliseconds since 1970; NaN, which is near nothing, for what is no time. */
const timeOf = (value: unknown): number => (typeof value === 'string' ? Date.parse(value) : Number.NaN);

const WORDS: Readonly<Record<string, Tolerates>> = {
  freely: () => true,
  'in-order': inOrder,
  'in-spacing-and-case': inSpacingAndCase,
};

/** Whether two values that differ may do so. */
export function tolerates(tolerance: Tolerance, baseline: unknown, candidate: unknown): boolean {
  if (typeof tolerance === 'string') return WORDS[tolerance]?.(baseline, candidate) === true;
  const near = 'percent' in tolerance ? byPercent(tolerance.percent) : bySeconds(tolerance.seconds);
  return near(baseline, candidate);
}
