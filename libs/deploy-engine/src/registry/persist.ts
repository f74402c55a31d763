import { setTimeout as pause } from 'node:timers/promises';

import type { Answer } from './connection.ts';
import { TooLongError } from './read-bounded.ts';

const TRIES = 3;
const PAUSE_MS = 250;
/** Whoever is told to wait longer than this is told so at once: somebody sits there and waits. */
const LONGEST_PAUSE_MS = 5000;
/** What a registry answers when it is asked too often, is overloaded, or is being restarted. */
const BUSY: ReadonlySet<number> = new Set([429, 500, 502, 503, 504]);

/** An answer that says to come back later. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
  /** In milliseconds; of a registry that does not say, a moment. */
  readonly retryAfterMs: number;

  constructor({ status, headers }: Answer) {
    super(`it answers ${status}`);
    this.retryAfterMs = millisecondsOf(headers.get('retry-after'));
  }
}

/** `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date. */
function millisecondsOf(header: string | null): number {
  const seconds = Number(header ?? Number.NaN);
  const ms = Number.isNaN(seconds) ? Date.parse(header ?? '') - Date.now() : seconds * 1000;
  return Number.isNaN(ms) ? PAUSE_MS : Math.max(0, ms);
}

/**
 * Tries up to three times what may be tried again: all that is asked of a registry is, as what is put there goes by its digest.
 *
 * @throws BusyError, TooLongError, and what a connection throws
 */
export async function persist(attempt: () => Promise<Answer>, signal: AbortSignal): Promise<Answer> {
  for (let tries = 1; ; tries += 1) {
    try {
      const answer = await attempt();
      if (!BUSY.has(answer.status)) return answer;
      throw new BusyError(answer);
    } catch (error) {
      const waitMs = error instanceof BusyError ? error.retryAfterMs : PAUSE_MS;
      if (tries === TRIES || waitMs > LONGEST_PAUSE_MS || signal.aborted || error instanceof TooLongError) throw error;
      await pause(waitMs, undefined, { signal });
    }
  }
}
