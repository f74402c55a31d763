/** What goes wrong with Slack. */
export interface SlackKnobs {
  /** Answers come so many ms later; 0 ends it. */
  slow(ms: number): void;
  /** So many calls are answered with 429 and `Retry-After`. */
  rateLimit(times: number, retryAfterSeconds?: number): void;
  /** So many calls are answered with 503. */
  fail(times: number): void;
  /** So many calls of a method are answered with `{"ok":false,"error":…}`. */
  refuse(method: string, error: string, times?: number): void;
  /** Takes back all of the above. */
  behave(): void;
}

export interface Hindrance {
  readonly delayMs: number;
  readonly status?: number;
  readonly error?: string;
  readonly retryAfterSeconds?: number;
}

type Trouble = Omit<Hindrance, 'delayMs'> & { readonly method?: string };

export function createSlackKnobs(): SlackKnobs & { readonly hindrance: (method: string) => Hindrance } {
  let delayMs = 0;
  let troubles: { readonly trouble: Trouble; left: number }[] = [];
  const add = (times: number, trouble: Trouble): void => {
    troubles.push({ trouble, left: times });
  };
  return {
    slow: (ms) => {
      delayMs = ms;
    },
    rateLimit: (times, retryAfterSeconds = 1) => {
      add(times, { status: 429, error: 'ratelimited', retryAfterSeconds });
    },
    fail: (times) => {
      add(times, { status: 503 });
    },
    refuse: (method, error, times = Infinity) => {
      add(times, { status: 200, error, method });
    },
    behave: () => {
      [delayMs, troubles] = [0, []];
    },
    hindrance: (method) => {
      const next = troubles.find(({ trouble, left }) => left > 0 && (trouble.method ?? method) === method);
      if (!next) return { delayMs };
      next.left--;
      return { ...next.trouble, delayMs };
    },
  };
}
