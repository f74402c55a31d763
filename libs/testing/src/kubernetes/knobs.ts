import { createTroubles, type Hindrance } from '../troubles.ts';
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
  readonly slow: (ms: number, which?: Which) => void;
  /** So many requests are answered with 429 and `Retry-After`. */
  throttle(times: number, retryAfterSeconds?: number): void;
  /** So many writes of what is there are answered with 409: somebody else was faster. */
  conflict(times: number, which?: Which): void;
  /** So many requests are cut with no answer. */
  reset(times: number, which?: Which): void;
  /** Any other refusal, such as 403 for a right that is missing. */
  refuse(refusal: Refusal): void;
  /** Takes back all of the above. */
  readonly behave: () => void;
}

const WRITES = ['PUT', 'PATCH'];
const LATER = 'the server has received too many requests and has asked us to try again later';
const CHANGED =
  'Operation cannot be fulfilled: the object has been modified; please apply your changes to the latest version and try again';

type Trouble = StatusError | 'reset';

export function createKnobs(): Knobs & { readonly hindrance: (request: Asked) => Hindrance<Trouble> } {
  const { slow, add, behave, next } = createTroubles<Asked, Trouble>();
  const refuse: Knobs['refuse'] = ({ reason, message, which, times, retryAfterSeconds }) => {
    const details = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
    add(new StatusError(reason, message, details), times, which);
  };
  return {
    slow,
    throttle: (times, retryAfterSeconds = 1) => {
      refuse({ reason: 'TooManyRequests', message: LATER, times, retryAfterSeconds });
    },
    conflict: (times, which = () => true) => {
      const isWrite: Which = (request) => WRITES.includes(request.method) && which(request);
      refuse({ reason: 'Conflict', message: CHANGED, times, which: isWrite });
    },
    reset: (times, which) => {
      add('reset', times, which);
    },
    refuse,
    behave,
    hindrance: next,
  };
}
