import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Waits for what no event tells.
 *
 * @param holds asked again and again
 * @throws an Error that names `what` after `timeoutMs`
 */
export async function until(
  holds: () => boolean | Promise<boolean>,
  what = 'the condition',
  timeoutMs = 10_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`${what} did not come true within ${timeoutMs} ms`);
    await sleep(5);
  }
}
