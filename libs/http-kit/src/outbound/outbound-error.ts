/** The codes of failed outbound calls; each is a problem code of the platform with the same meaning. */
export const OUTBOUND_ERROR_CODES = [
  'invalid-url',
  'blocked-target',
  'upstream-unreachable',
  'upstream-status',
  'upstream-redirects',
  'upstream-timeout',
] as const;

export type OutboundErrorCode = (typeof OUTBOUND_ERROR_CODES)[number];

export interface OutboundErrorOptions {
  readonly cause?: unknown;
  /** The origin's HTTP status, with `upstream-status`. */
  readonly status?: number;
  /** Seconds after which another try makes sense. */
  readonly retryAfterSeconds?: number;
}

/** An outbound call that failed: a stable `code`, one sentence that names the host, and the `cause`. */
export class OutboundError extends Error {
  override readonly name = 'OutboundError';
  readonly code: OutboundErrorCode;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: OutboundErrorCode, message: string, options: OutboundErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.status = options.status;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/**
 * The error for an answer whose status is 4xx or 5xx; `openPage` leaves it to its caller whether that is one.
 *
 * @param url where the answer came from
 * @param status the origin's HTTP status
 */
export function upstreamStatusError(url: string, status: number): OutboundError {
  return new OutboundError('upstream-status', `${new URL(url).hostname} answered ${status}.`, { status });
}
