import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** With requests that live for some ms, a larger one collects no less often what has died. */
const ENOUGH_BYTES = 8_388_608;

/** What makes V8 keep the size that the young generation has; it looks at the flag whenever it would double that. */
const STOP_GROWING = '--semi-space-growth-factor=1';

/**
 * Stops the young generation of the heap from growing beyond some 16 MB. On machines with much memory V8 lets it grow to 128 MB
 * under load, all of which stays resident. `--max-semi-space-size` does the same, but only on the command line.
 *
 * @param options for tests: at which size it is to stop, in bytes, and how V8 is told
 * @returns stops watching
 */
export function limitYoungGeneration({ enoughBytes = ENOUGH_BYTES, setFlag = setFlagsFromString } = {}): () => void {
  const observer = new PerformanceObserver(() => {
    if (youngGenerationBytes() < enoughBytes) return;
    setFlag(STOP_GROWING);
    observer.disconnect();
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
