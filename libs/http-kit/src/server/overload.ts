export interface OverloadOptions {
  readonly maxInFlight: number;
  /** 0: any delay is fine. Milliseconds. */
  readonly maxDelayMs: number;
  readonly delayMs: () => number;
}

/** Says why a request has to be turned away so that those under way can be served in time, or null. */
export function createOverload({
  maxInFlight,
  maxDelayMs,
  delayMs,
}: OverloadOptions): (inFlight: number) => string | null {
  return (inFlight) => {
    if (inFlight >= maxInFlight) return 'As many requests as may be are under way.';
    if (maxDelayMs > 0 && delayMs() > maxDelayMs) return 'The service is behind with its work.';
    return null;
  };
}
