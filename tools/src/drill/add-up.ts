import type { Tally } from './start-load.ts';

/** The counts of two loads together. */
export const addUp = (one: Tally, other: Tally): Tally => ({
  asked: one.asked + other.asked,
  right: one.right + other.right,
  refused: sums(one.refused, other.refused),
  lost: sums(one.lost, other.lost),
});

const sums = (one: Tally['lost'], other: Tally['lost']): Tally['lost'] =>
  Object.fromEntries(
    [...new Set([...Object.keys(one), ...Object.keys(other)])].map((key) => [key, (one[key] ?? 0) + (other[key] ?? 0)]),
  );
