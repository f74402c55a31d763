import { StatusError, type StatusReason } from './status-error.ts';

/** A request, as far as troubles look at it. */
export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly url: string;
}

export type Which = (request: Asked) => boolean;

export interface Refusal {
  readonly reason: StatusReason;
  readonly message: string;
  /** Which requests; all, without. */
  readonly which?: Which;
  /** How many of them; all, without. */
  readonly times?: number;
  readonly retryAfterSeconds?: number;
}

/** What goes wrong between a client and the cluster. */
export interface Knobs {
  /** Answers come so many ms later, until 0 is said. */
  slow(ms: number, which?: Which): void;
  /** So many requests are answered with 429 and `Retry-After`. */
  throttle(times: number, retryAfterSeconds?: number): void;
  /** So many writes of what is there are answered with 409: somebody else was faster. */
  conflict(times: number, which?: Which): void;
  /** So many requests are cut with no answer. */
  reset(times: number, which?: Which): void;
  /** Any other refusal, such as 403 for a right that is missing. */
  refuse(refusal: Refusal): void;
  /** Takes back all of the above. */
  behave(): void;
}

interface Trouble {
  readonly which: Which;
  left: number;
  readonly error: StatusError | 'reset';
}

/** What is to be done to a request. */
export interface Hindrance {
  readonly delayMs: number;
  readonly error?: StatusError | 'reset';
}

const WRITES = ['PUT', 'PATCH'];
const every: Which = () => true;

export function createKnobs(): Knobs & { readonly hindrance: (request: Asked) => Hindrance } {
  let delays: { readonly ms: number; readonly which: Which }[] = [];
  let troubles: Trouble[] = [];
  const refuse: Knobs['refuse'] = ({ reason, message, which = every, times = Infinity, retryAfterSeconds }) => {
    const error = new StatusError(reason, message, retryAfterSeconds === undefined ? {} : { retryAfterSeconds });
    troubles.push({ which, left: times, error });
  };
  return {
    slow: (ms, which = every) => {
      delays = ms === 0 ? [] : [...delays, { ms, which }];
    },
    throttle: (times, retryAfterSeconds = 1) => {
      const message = 'the server has received too many requests and has asked us to try again later';
      refuse({ reason: 'TooManyRequests', message, times, retryAfterSeconds });
    },
    conflict: (times, which = every) => {
      const message =
        'Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again';
      refuse({
        reason: 'Conflict',
        message,
        times,
        which: (request) => WRITES.includes(request.method) && which(request),
      });
    },
    reset: (times, which = every) => {
      troubles.push({ which, left: times, error: 'reset' });
    },
    refuse,
    behave: () => {
      [delays, troubles] = [[], []];
    },
    hindrance: (request) => {
      const delayMs = Math.max(0, ...delays.filter(({ which }) => which(request)).map(({ ms }) => ms));
      const trouble = troubles.find(({ which, left }) => left > 0 && which(request));
      if (!trouble) return { delayMs };
      trouble.left--;
      return { delayMs, error: trouble.error };
    },
  };
}
