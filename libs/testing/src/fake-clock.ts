import FakeTimers from '@sinonjs/fake-timers';

/** What a part takes that has to know, or wait for, the time. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  setTimeout(work: () => void, ms: number): unknown;
  clearTimeout(timer: unknown): void;
  setInterval(work: () => void, ms: number): unknown;
  clearInterval(timer: unknown): void;
}

export interface FakeClock extends Clock {
  /** Lets time pass: due timers run in order, and what they resolve goes on. */
  tick(ms: number): Promise<void>;
  /** How many timers wait. */
  readonly waiting: number;
}

/**
 * A clock that stands still until it is told to go on.
 *
 * @param start milliseconds since 1970, or a date
 */
export function fakeClock(start: number | Date = 0): FakeClock {
  const clock = FakeTimers.createClock(start);
  return {
    now: () => clock.Date.now(),
    setTimeout: (work, ms) => clock.setTimeout(work, ms),
    clearTimeout: (timer) => {
      clock.clearTimeout(timer as FakeTimers.TimerId);
    },
    setInterval: (work, ms) => clock.setInterval(work, ms),
    clearInterval: (timer) => {
      clock.clearInterval(timer as FakeTimers.TimerId);
    },
    tick: async (ms) => {
      await clock.tickAsync(ms);
    },
    get waiting() {
      return clock.countTimers();
    },
  };
}
