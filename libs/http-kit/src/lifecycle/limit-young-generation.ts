import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** Both halves of it. With requests that live for some ms, a larger one collects little less often what has died. */
const ENOUGH_BYTES = 33_554_432;

/** By how much V8 multiplies the young generation's size when much survives in it; it looks at the flag each time. */
const GROWTH = '--semi-space-growth-factor=';
const DOUBLE = `${GROWTH}2`;
const KEEP = `${GROWTH}1`;

/**
 * Keeps the young generation of the heap from growing beyond 32 MB. On machines with much memory V8 lets it grow to 128 MB under load,
 * all of which stays resident. When a service has little to do, V8 makes it as small as 1 MB: then it may grow again.
 *
 * `--max-semi-space-size` is given on the command line only, and where V8 has reached that size, it takes what often survives for
 * what lives long, and puts it into the old generation.
 *
 * @param options for tests: from which size on it is to stay, in bytes, how large it is, and how V8 is told
 * @returns stops watching
 */
export function limitYoungGeneration({
  enoughBytes = ENOUGH_BYTES,
  measure = youngGenerationBytes,
  setFlag = setFlagsFromString,
} = {}): () => void {
  let mayGrow = true;
  const observer = new PerformanceObserver(() => {
    const isSmall = measure() < enoughBytes;
    if (isSmall === mayGrow) return;
    mayGrow = isSmall;
    setFlag(mayGrow ? DOUBLE : KEEP);
  });
  observer.observe({ entryTypes: ['gc'] });
  return () => {
    observer.disconnect();
  };
}

function youngGenerationBytes(): number {
  const spaces = getHeapSpaceStatistics().filter(({ space_name }) => space_name === 'new_space');
  return spaces.reduce((sum, { space_size }) => sum + space_size, 0);
}
