import { matchesOf } from './matches-of.ts';

/** As much of a list of sizes is looked at. */
const SIZES_LENGTH = 200;
const SIZE = /(\d{1,4})x\d{1,4}/gi;
/** Larger than any real one: an icon that scales beats those that do not. */
const ANY_SIZE = 100_000;

/** The largest width in a list of sizes such as `32x32 48x48` or `any`; 0 where there is none. */
export const largestSize = (sizes: string | null): number => {
  if (sizes === null) return 0;
  const list = sizes.slice(0, SIZES_LENGTH);
  if (/\bany\b/i.test(list)) return ANY_SIZE;
  return Math.max(0, ...matchesOf(list, SIZE).map(([, width]) => Number(width)));
};
