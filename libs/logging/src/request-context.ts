import { AsyncLocalStorage } from 'node:async_hooks';

/** What is known of the request that the current code works for. */
export interface RequestContext {
  readonly requestId: string;
  /** W3C Trace Context: 32 hexadecimal digits. */
  readonly traceId: string;
  /** This service's own span: 16 hexadecimal digits. */
  readonly spanId: string;
  readonly parentSpanId?: string | undefined;
  /** Two hexadecimal digits. */
  readonly traceFlags: string;
  /** The route as it was declared; known once the router has chosen. */
  route?: string | undefined;
  /** Its latest lines, as JSON, which a bug report shows: the logger keeps them here. */
  lines?: string[] | undefined;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work`; everything it calls and awaits sees `context`. */
export function runWithContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** The context of the request under way; undefined outside of one. */
export function requestContext(): RequestContext | undefined {
  return storage.getStore();
}
