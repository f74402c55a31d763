import { createTroubles, type Hindrance } from '../troubles.ts';

/** What goes wrong with Slack. */
export interface SlackKnobs {
  /** Answers come so many ms later; 0 ends it. */
  readonly slow: (ms: number) => void;
  /** So many calls are answered with 429 and `Retry-After`. */
  rateLimit(times: number, retryAfterSeconds?: number): void;
  /** So many calls are answered with 503. */
  fail(times: number): void;
  /** So many calls of a method are answered with `{"ok":false,"error":…}`. */
  refuse(method: string, error: string, times?: number): void;
  /** Takes back all of the above. */
  readonly behave: () => void;
}

/** What is answered instead. */
export interface SlackTrouble {
  readonly status: number;
  readonly error?: string;
  readonly retryAfterSeconds?: number;
}

export function createSlackKnobs(): SlackKnobs & { readonly hindrance: (method: string) => Hindrance<SlackTrouble> } {
  const { slow, add, behave, next } = createTroubles<string, SlackTrouble>();
  return {
    slow,
    rateLimit: (times, retryAfterSeconds = 1) => {
      add({ status: 429, error: 'ratelimited', retryAfterSeconds }, times);
    },
    fail: (times) => {
      add({ status: 503 }, times);
    },
    refuse: (method, error, times) => {
      add({ status: 200, error }, times, (called) => called === method);
    },
    behave,
    hindrance: next,
  };
}
