import { type IncomingMessage, ServerResponse } from 'node:http';

import type { RequestContext } from '@exemplar/logging';
import { newTrace, parseTraceparent } from '@exemplar/monitoring';

import { requestIdOf } from './request-id.ts';

/** The route's label of requests that reach no route. */
export const UNMATCHED = 'unmatched';

/** The response of an exchange; it knows the exchange, so that one shared listener serves all of them. */
export class ExchangeResponse extends ServerResponse {
  /** Set before anything asks for it. */
  exchange!: Exchange;
}

/**
 * One request and its answer, from the first byte to the access line.
 *
 * It is also the request context that logs and traces read: one object and no closures a request.
 */
export class Exchange implements RequestContext {
  readonly req: IncomingMessage;
  readonly res: ExchangeResponse;
  readonly requestId: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly traceFlags: string;
  /** The declared path of the route that answers. */
  route: string = UNMATCHED;
  /** What was asked for: path and query. */
  readonly target: string;
  /** The path that was asked for, without the query. */
  readonly path: string;
  readonly startedAt: number = performance.now();
  client: string;
  /** The problem's code, where the answer is one. */
  errorCode: string | undefined = undefined;
  /** The problem's status, where the answer had begun and was cut short. */
  cutStatus: number | undefined = undefined;
  /** Bytes of the answer's body so far. */
  bytes = 0;
  /** The client left before it had its answer. */
  aborted = false;
  /** `Expect: 100-continue` came, and the client waits for leave to send its body. */
  awaitsContinue: boolean;
  #abort: AbortController | undefined = undefined;

  constructor(req: IncomingMessage, res: ExchangeResponse, client: string, awaitsContinue: boolean) {
    const { headers } = req;
    const target = String(req.url);
    const trace = newTrace();
    const parent = headers.traceparent === undefined ? null : parseTraceparent(headers.traceparent as string);
    const end = target.indexOf('?');
    this.req = req;
    this.res = res;
    this.requestId = requestIdOf(headers['x-request-id']);
    this.traceId = parent?.traceId ?? trace.traceId;
    this.spanId = trace.spanId;
    this.parentSpanId = parent?.parentSpanId;
    this.traceFlags = parent?.traceFlags ?? trace.traceFlags;
    this.target = target;
    this.path = end === -1 ? target : target.slice(0, end);
    this.client = client;
    this.awaitsContinue = awaitsContinue;
  }

  /** Aborted when the client leaves; made when first asked for, as most handlers never do. */
  get signal(): AbortSignal {
    this.#abort ??= new AbortController();
    if (this.aborted) this.#abort.abort();
    return this.#abort.signal;
  }

  /** Lets the client send its body, where it waits for leave to. */
  proceed(): void {
    if (!this.awaitsContinue) return;
    this.awaitsContinue = false;
    this.res.writeContinue();
  }

  /** Called once, when the answer is through or the connection is gone. */
  ended(): void {
    if (this.res.writableFinished) return;
    this.aborted = this.cutStatus === undefined;
    this.#abort?.abort();
  }
}
