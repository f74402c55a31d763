import { setTimeout as sleep } from 'node:timers/promises';

import { PATIENCE_MS } from './feed.ts';

/**
 * Waits for what no event tells.
 *
 * @param holds asked again and again, some 5 ms apart
 * @param what for the error: `the queue to be empty`
 * @throws an Error that names `what` after `timeoutMs`; what `holds` throws
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what = 'the condition',
  timeoutMs = PATIENCE_MS,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what} did not come true within ${timeoutMs} ms`);
    await sleep(5);
  }
}
