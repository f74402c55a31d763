import { HttpProblem, OutboundError, type OutboundErrorCode } from '@exemplar/http-kit';

import { FAILURE_MS, FAILURE_MS_BY_STATUS } from './lifetimes.ts';

/** A failed load as it is remembered. */
export interface Failure {
  readonly code: OutboundErrorCode;
  readonly message: string;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** Ms since 1970. */
  readonly until: number;
}

/** Codes of failures that pass: the origin's, or of the way to it. A stale answer is better than they are. */
const PASSING: ReadonlySet<string> = new Set(['upstream-unreachable', 'upstream-timeout', 'overloaded']);

/** What to remember of a failed load; undefined where it is to be tried again at once, as after a bug. */
export function failureOf(error: unknown, now: number): Failure | undefined {
  if (!(error instanceof OutboundError)) return undefined;
  const { code, message, status, retryAfterSeconds } = error;
  const forMs = FAILURE_MS_BY_STATUS[status ?? 0] ?? FAILURE_MS[code];
  return forMs === 0 ? undefined : { code, message, status, retryAfterSeconds, until: now + forMs };
}

/** The error again that a failure was made of. */
export function errorOf({ code, message, status, retryAfterSeconds }: Failure): OutboundError {
  return new OutboundError(code, message, {
    ...(status !== undefined && { status }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
  });
}

/** Whether a load may fail like this; anything else is a bug. */
export function isExpected(error: unknown): error is OutboundError | HttpProblem {
  return error instanceof OutboundError || error instanceof HttpProblem;
}

/** Whether a stale answer is to be served rather than this error: not where the target is refused, nor for a bug. */
export function isPassing(error: unknown): boolean {
  if (!isExpected(error)) return false;
  if (error.code === 'upstream-status') return (error.status ?? 0) >= 500 || error.status === 429;
  return PASSING.has(error.code);
}
