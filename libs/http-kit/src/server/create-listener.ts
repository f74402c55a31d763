import type { IncomingMessage } from 'node:http';
import type { BlockList } from 'node:net';

import { type Logger, type LogLevel, requestContext, runWithContext } from '@exemplar/logging';
import type { Metrics } from '@exemplar/monitoring';

import { problem } from '../problems/http-problem.ts';
import { CLIENT_CLOSED, logAccess } from './access-log.ts';
import type { Dispatch } from './create-router.ts';
import { Exchange, type ExchangeResponse } from './exchange.ts';
import type { Responder } from './responder.ts';
import { clientAddress } from './trusted-proxies.ts';

export interface ListenerOptions {
  readonly dispatch: Dispatch;
  readonly responder: Responder;
  readonly logger: Logger;
  /** The level of access lines; answers from 500 are warnings. */
  readonly accessLevel: LogLevel;
  /** Where requests are counted; the admin port's are not. */
  readonly http?: Metrics['http'] | undefined;
  readonly trustedProxies?: BlockList | undefined;
  /** Says why a request has to be turned away to keep the others going; null if it need not. */
  readonly overload: (inFlight: number) => string | null;
}

/** Serves requests. `Expect: 100-continue` requests come with `awaitsContinue`. */
export type Listener = (req: IncomingMessage, res: ExchangeResponse, awaitsContinue: boolean, refusal?: Error) => void;

/** Seconds after which a shed client may try again. */
const RETRY_AFTER = { 'retry-after': '1' };

/** Makes the frame around every request: context, counting, shedding, and the access line when it is over. */
export function createListener(options: ListenerOptions): Listener {
  const { dispatch, responder, logger, accessLevel, http, trustedProxies, overload } = options;
  let inFlight = 0;

  const refusalOf = (req: IncomingMessage): Error | null => {
    const reason = overload(inFlight);
    if (reason !== null) return problem('overloaded', reason, { headers: RETRY_AFTER });
    if (req.headers.host === undefined && req.httpVersionMinor === 1) {
      return problem('invalid-request', 'The Host header is missing.');
    }
    return null;
  };

  const finish = (exchange: Exchange): void => {
    exchange.ended();
    inFlight -= 1;
    const status = exchange.cutStatus ?? (exchange.aborted ? CLIENT_CLOSED : exchange.res.statusCode);
    const seconds = (performance.now() - exchange.startedAt) / 1000;
    const { route, errorCode, req } = exchange;
    http?.requestFinished({ method: String(req.method), route, status, seconds, errorCode });
    logAccess(logger, accessLevel, exchange, status, seconds);
  };

  function onClose(this: ExchangeResponse): void {
    const { exchange } = this;
    // an answer that went out at once closes in the context of its handler, any other in that of the socket
    if (requestContext() === exchange) finish(exchange);
    else {
      runWithContext(exchange, () => {
        finish(exchange);
      });
    }
  }

  return (req, res, awaitsContinue, refusal) => {
    const exchange = new Exchange(req, res, clientAddress(req, trustedProxies), awaitsContinue);
    res.exchange = exchange;
    res.on('close', onClose);
    http?.requestStarted();
    const refused = refusal ?? refusalOf(req);
    inFlight += 1;
    runWithContext(exchange, () => {
      if (refused === null) dispatch(exchange);
      else responder.fail(exchange, refused);
    });
  };
}
