import {
  BrokenCircuitError,
  circuitBreaker,
  type CircuitBreakerPolicy,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
} from 'cockatiel';
import { LRUCache } from 'lru-cache';

import { OutboundError } from '../outbound-error.ts';

export interface BreakerOptions {
  /** Failures in a row after which an origin is left alone; 0: never. */
  readonly failures: number;
  /** How long an origin is left alone before one call tries it again, in ms. */
  readonly restMs: number;
  readonly onBreak: (origin: string, restMs: number) => void;
}

export interface Breakers {
  /**
   * Asks an origin unless it is being left alone.
   *
   * @throws OutboundError `upstream-unreachable` with `retryAfterSeconds` if it is
   */
  run<T>(url: URL, ask: () => Promise<T>): Promise<T>;
}

interface Breaker {
  readonly policy: CircuitBreakerPolicy;
  restsUntil: number;
}

const MAX_ORIGINS = 1000;

/** Makes the circuit breakers of a client, one an origin; the origins asked least recently are forgotten. */
export function createBreakers({ failures, restMs, onBreak }: BreakerOptions): Breakers {
  if (failures === 0) return { run: (_url, ask) => ask() };
  const breakers = new LRUCache<string, Breaker>({ max: MAX_ORIGINS });

  function createBreaker(origin: string): Breaker {
    const policy = circuitBreaker(
      handleWhen((error) => isFailure(error) || (policy.state === CircuitState.HalfOpen && isAbort(error))),
      { halfOpenAfter: restMs, breaker: new ConsecutiveBreaker(failures) },
    );
    const breaker = { policy, restsUntil: 0 };
    policy.onBreak(() => {
      breaker.restsUntil = Date.now() + restMs;
      onBreak(origin, restMs);
    });
    breakers.set(origin, breaker);
    return breaker;
  }

  /** No rest is that long: the clock, by which rests are measured, was set back, maybe by hours. */
  const isOfLaterTime = ({ restsUntil }: Breaker): boolean => restsUntil - Date.now() > restMs;

  return {
    run: async (url, ask) => {
      const known = breakers.get(url.origin);
      const breaker = known && !isOfLaterTime(known) ? known : createBreaker(url.origin);
      // the one call that tries the origin again is not waited for
      if (breaker.policy.state === CircuitState.HalfOpen) throw leftAlone(url, breaker);
      try {
        return await breaker.policy.execute(ask);
      } catch (error) {
        throw error instanceof BrokenCircuitError ? leftAlone(url, breaker) : error;
      }
    },
  };
}

function isFailure(error: unknown): boolean {
  return error instanceof OutboundError && (error.code === 'upstream-unreachable' || error.code === 'upstream-timeout');
}

/** A trial that its client gave up tells nothing good of the origin. */
function isAbort(error: unknown): boolean {
  return !(error instanceof OutboundError);
}

function leftAlone({ hostname }: URL, { restsUntil }: Breaker): OutboundError {
  const retryAfterSeconds = Math.max(1, Math.ceil((restsUntil - Date.now()) / 1000));
  const message = `${hostname} failed too often and is left alone for another ${retryAfterSeconds} s.`;
  return new OutboundError('upstream-unreachable', message, { retryAfterSeconds });
}
