import type { BlockList } from 'node:net';

import type { Logger, LogLevel } from '@exemplar/logging';
import type { BugTracker, Metrics } from '@exemplar/monitoring';

import type { Route } from '../routes/route.ts';
import { createHttpServer, type HttpServer, TIMEOUTS, type Timeouts } from './create-http-server.ts';
import { createListener } from './create-listener.ts';
import { createRouter } from './create-router.ts';
import type { Gate } from './gate.ts';
import { createResponder } from './responder.ts';

export interface PortOptions {
  readonly routes: readonly Route[];
  readonly logger: Logger;
  readonly bugs: BugTracker;
  /** The level of access lines. */
  readonly accessLevel: LogLevel;
  readonly maxBodyBytes: number;
  readonly http?: Metrics['http'];
  readonly gate?: Gate | null;
  readonly trustedProxies?: BlockList | undefined;
  readonly overload?: (inFlight: number) => string | null;
  /** Those that differ from the usual ones. */
  readonly timeouts?: Partial<Timeouts>;
}

/** The route's label of what came over a socket and was no request. */
const MALFORMED = 'malformed';

/** Puts a server together that serves routes; it listens when told to. */
export function createPort(options: PortOptions): HttpServer {
  const { routes, logger, bugs, accessLevel, maxBodyBytes, http, trustedProxies } = options;
  const { gate = null, overload = () => null, timeouts = {} } = options;
  const responder = createResponder({ logger, bugs, isDraining: () => server.isDraining() });
  const dispatch = createRouter(routes, { responder, gate, maxBodyBytes });
  const server: HttpServer = createHttpServer({
    listener: createListener({ dispatch, responder, logger, accessLevel, http, trustedProxies, overload }),
    timeouts: { ...TIMEOUTS, ...timeouts },
    onMalformed: (error, status) => {
      http?.requestStarted();
      http?.requestFinished({ method: MALFORMED, route: MALFORMED, status, seconds: 0 });
      logger[accessLevel](`Malformed request ${status}`, { status, error: error.message });
    },
  });
  return server;
}
