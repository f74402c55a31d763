import { setFlagsFromString } from 'node:v8';

/** How much larger than what is alive the old generation gets before it is collected, in per cent of that. */
const GARBAGE_PERCENT = 200;

/**
 * Has V8 collect the old generation less often: when it is three times as large as what was alive in it, and not twice. Of that, V8 takes off
 * the size of the young generation and all buffers since the last collection, so that a cache that fills had it collected each half
 * second. It never grows beyond its limit, nor within one collection by more than half of what is left up to there.
 *
 * @param setFlag for tests: how V8 is told
 */
export function growOldGeneration(setFlag: (flag: string) => void = setFlagsFromString): void {
  setFlag(`--heap-growing-percent=${GARBAGE_PERCENT}`);
}
