import { randomBytes } from 'node:crypto';

/** What `traceparent` says of the caller. */
export interface RemoteTrace {
  /** 32 hexadecimal digits. */
  readonly traceId: string;
  /** The caller's span: 16 hexadecimal digits. */
  readonly parentSpanId: string;
  /** Two hexadecimal digits; the lowest bit says that the caller records the trace. */
  readonly traceFlags: string;
}

/** This service's own place in a trace. */
export interface Trace {
  readonly traceId: string;
  readonly spanId: string;
  readonly traceFlags: string;
}

const TRACEPARENT = /^([\da-f]{2})-([\da-f]{32})-([\da-f]{16})-([\da-f]{2})(-.{0,200})?$/;
const NO_TRACE = '0'.repeat(32);
const NO_SPAN = '0'.repeat(16);
const UNKNOWN_VERSION = 'ff';
const NOT_SAMPLED = '00';

/**
 * Reads a `traceparent` header; https://www.w3.org/TR/trace-context/#traceparent-header.
 *
 * @returns null for what the recommendation calls invalid: a new trace is then to be started
 */
export function parseTraceparent(header: string): RemoteTrace | null {
  const [, version, traceId = '', parentSpanId = '', traceFlags = '', more] = TRACEPARENT.exec(header) ?? [];
  if (version === undefined || version === UNKNOWN_VERSION || traceId === NO_TRACE || parentSpanId === NO_SPAN) {
    return null;
  }
  // only versions to come may say more
  return version === '00' && more !== undefined ? null : { traceId, parentSpanId, traceFlags };
}

/** Writes a `traceparent` header for an outbound call: the callee's parent is this service's span. */
export function formatTraceparent({ traceId, spanId, traceFlags }: Trace): string {
  return `00-${traceId}-${spanId}-${traceFlags}`;
}

/** How many random bytes are fetched at once: a system call a request would show. */
const POOL_BYTES = 4096;
let pool = '';
let used = 0;

function randomHex(digits: number): string {
  if (used + digits > pool.length) {
    pool = randomBytes(POOL_BYTES).toString('hex');
    used = 0;
  }
  used += digits;
  return pool.slice(used - digits, used);
}

/** A trace that begins here; it is not recorded, for nobody asked for it. */
export function newTrace(): Trace {
  return { traceId: randomHex(32), spanId: randomHex(16), traceFlags: NOT_SAMPLED };
}
