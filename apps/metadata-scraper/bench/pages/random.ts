/** Draws that are the same in every run of the same seed (mulberry32). */
export interface Random {
  /** At least 0, below 1. */
  readonly next: () => number;
  readonly pick: <T>(from: readonly [T, ...T[]]) => T;
  /** Such that half of the draws are above `median`, and a tenth above `p90`: as sizes on the web are spread. */
  readonly logNormal: (median: number, p90: number) => number;
}

/** How many standard deviations the 90th percentile is above the median of a normal distribution. */
const DEVIATIONS_TO_P90 = 1.2816;

export function createRandom(seed: number): Random {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    logNormal: (median, p90) => median * Math.exp((Math.log(p90 / median) / DEVIATIONS_TO_P90) * normal()),
  };
}
