import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '@exemplar/logging';

import type { Closers } from './closers.ts';

export interface StopOptions {
  readonly logger: Logger;
  readonly closers: Closers;
  readonly graceMs: number;
  /** Turns readiness off; is told how long requests are still accepted. */
  readonly drain: (delayMs: number) => void;
  /** Cuts off every connection. */
  readonly cutOff: () => void;
}

/** How long written lines get to leave the process. Milliseconds. */
const FLUSH_MS = 1000;

/**
 * Makes the way a service ends: it is no longer ready, waits for whoever sends it requests to have noticed, closes all
 * that was opened in reverse order (the public port first: requests under way finish), and cuts off what is left when
 * the time is over.
 *
 * @returns ends the service once however often it is called; gives the exit code: 0, or 1 where something was cut
 * off or failed to close
 */
export function createStop({
  logger,
  closers,
  graceMs,
  drain,
  cutOff,
}: StopOptions): (delayMs: number) => Promise<number> {
  const close = async (delayMs: number): Promise<number> => {
    await sleep(delayMs);
    return (await closers.closeAll()) ? 0 : 1;
  };
  const run = async (delayMs: number): Promise<number> => {
    drain(delayMs);
    logger.info('Stopping', { graceMs });
    const timer = new AbortController();
    const late = sleep(graceMs, null, { signal: timer.signal }).catch(() => null);
    const code = await Promise.race([close(Math.min(delayMs, graceMs)), late]);
    timer.abort();
    if (code === null) {
      logger.error('What was under way is cut off: the time to stop is over', { graceMs });
      cutOff();
    } else logger.info('Stopped');
    await logger.flush(FLUSH_MS);
    return code ?? 1;
  };
  let stopped: Promise<number> | undefined;
  return (delayMs) => (stopped ??= run(delayMs));
}
