import { isDeepStrictEqual } from 'node:util';

import type { ShadowRules, Tolerance } from './rules-schema.ts';
import { tolerates } from './tolerates.ts';

/** A place in which two answers differ. */
export interface Difference {
  /** The keys that lead there, with dots between them. */
  readonly at: string;
  /** As JSON; undefined where there is nothing. */
  readonly baseline: string | undefined;
  readonly candidate: string | undefined;
}

type Path = readonly string[];
type Rules = ShadowRules['rules'];

/** Where two values differ more than they may. */
export function compareValues(baseline: unknown, candidate: unknown, rules: Rules, path: Path = []): Difference[] {
  if (isDeepStrictEqual(baseline, candidate)) return [];
  const tolerance = toleranceAt(path, rules);
  if (tolerance !== undefined && tolerates(tolerance, baseline, candidate)) return [];
  const below = keysBelow(baseline, candidate);
  if (below === null) return [differenceAt(path, baseline, candidate)];
  return below.flatMap((key) => compareValues(valueAt(baseline, key), valueAt(candidate, key), rules, [...path, key]));
}

/** A difference, as it is shown. */
export const differenceAt = (path: Path, baseline: unknown, candidate: unknown): Difference => ({
  at: path.join('.'),
  baseline: textOf(baseline),
  candidate: textOf(candidate),
});

const textOf = (value: unknown): string | undefined => (value === undefined ? undefined : JSON.stringify(value));

const toleranceAt = (path: Path, rules: Rules): Tolerance | undefined =>
  rules.find(({ at }) => matches(at.split('.'), path))?.differs;

const matches = (wanted: Path, path: Path): boolean =>
  wanted.length === path.length && wanted.every((key, index) => key === '*' || key === path[index]);

/** The keys of either, where both are objects or lists of the same length: else they differ as they are. */
function keysBelow(baseline: unknown, candidate: unknown): readonly string[] | null {
  if (!isObject(baseline) || !isObject(candidate) || Array.isArray(baseline) !== Array.isArray(candidate)) return null;
  const keys = [...new Set([...Object.keys(baseline), ...Object.keys(candidate)])];
  return Array.isArray(baseline) && Object.keys(baseline).length !== Object.keys(candidate).length ? null : keys;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const valueAt = (value: unknown, key: string): unknown =>
  isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
