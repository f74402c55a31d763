import { setTimeout as sleep } from 'node:timers/promises';

/** Keeps the calls of an API apart. */
export interface Pace {
  /** Resolves when the next call may be made; each who waits has a turn of its own, in order. */
  turn(signal?: AbortSignal): Promise<void>;
  /** Lets nobody call for so long. Milliseconds. */
  pause(ms: number): void;
}

/**
 * Makes a pace.
 *
 * @param spacingMs how far two calls are apart at least
 */
export function createPace(spacingMs: number): Pace {
  let nextAt = 0;
  let pausedUntil = 0;
  return {
    turn: async (signal) => {
      const at = Math.max(performance.now(), nextAt);
      nextAt = at + spacingMs;
      const wait = (): number => Math.ceil(Math.max(at, pausedUntil) - performance.now());
      while (wait() > 0) await sleep(wait(), undefined, { signal });
    },
    pause: (ms) => {
      pausedUntil = Math.max(pausedUntil, performance.now() + ms);
    },
  };
}
