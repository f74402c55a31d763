import { setTimeout as sleep } from 'node:timers/promises';

/** What may be asked again, after a while. */
export class PassingError extends Error {
  /** How long to wait, where the one that was asked said so. */
  readonly retryAfterMs: number | undefined;

  constructor(message: string, retryAfterMs?: number, options?: ErrorOptions) {
    super(message, options);
    this.retryAfterMs = retryAfterMs;
  }
}

export interface Patience {
  /** How long it may take in all. */
  readonly withinMs: number;
  /** How long one try may take. */
  readonly eachMs?: number;
  readonly signal?: AbortSignal | undefined;
}

const EACH_MS = 5000;
/** The pauses grow from the first to the longest. */
const FIRST_PAUSE_MS = 100;
const LONGEST_PAUSE_MS = 2000;

/**
 * Asks, and asks again while what comes back is a PassingError and there is time.
 *
 * @param ask is given a signal that ends the try
 * @throws the last PassingError when the time is over; what else `ask` throws; the signal's reason
 */
export async function askAgain<T>(ask: (signal: AbortSignal) => Promise<T>, patience: Patience): Promise<T> {
  const { withinMs, eachMs = EACH_MS, signal } = patience;
  const deadline = performance.now() + withinMs;
  for (let tries = 0; ; tries++) {
    signal?.throwIfAborted();
    const leftMs = Math.max(1, deadline - performance.now());
    const over = AbortSignal.timeout(Math.ceil(Math.min(eachMs, leftMs)));
    try {
      return await ask(signal === undefined ? over : AbortSignal.any([over, signal]));
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof PassingError)) throw error;
      const pauseMs = error.retryAfterMs ?? pauseAfter(tries);
      if (performance.now() + pauseMs >= deadline) throw error;
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined); // The loop says why it was ended.
    }
  }
}

/** Spread, so that those who were turned away together do not come back together. */
const pauseAfter = (tries: number): number =>
  Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** tries) * (0.75 + Math.random() / 2);
