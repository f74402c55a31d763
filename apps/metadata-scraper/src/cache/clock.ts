/** The time, and a way to wait for it. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(work: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
}

export const SYSTEM_CLOCK: Clock = {
  now: () => Date.now(),
  setTimeout: (work, ms) => setTimeout(work, ms),
  clearTimeout: (timer) => {
    clearTimeout(timer as NodeJS.Timeout);
  },
};

/**
 * Waits for a result, but no longer than `ms`. What comes later is dropped, a failure too.
 *
 * @param late makes the error for a result that did not come in time
 */
export function within<T>(clock: Clock, ms: number, result: Promise<T>, late: () => Error): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = clock.setTimeout(() => {
      // where the process was busy, a result may lie there unread; timers go first
      setImmediate(() => {
        reject(late());
      });
    }, ms);
    result.then(resolve, reject).finally(() => {
      clock.clearTimeout(timer);
    });
  });
}
