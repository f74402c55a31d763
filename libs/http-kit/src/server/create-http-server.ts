import { createServer, IncomingMessage, type Server } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { type Duplex, finished } from 'node:stream';

import { createInFlight } from '../in-flight/in-flight.ts';
import { problem } from '../problems/http-problem.ts';
import type { Listener } from './create-listener.ts';
import { drainServer } from './drain-server.ts';
import { ExchangeResponse } from './exchange.ts';
import { answerOnSocket, socketProblem } from './socket-errors.ts';

export interface Timeouts {
  /** How long the request line and headers may take. Milliseconds. */
  readonly headersMs: number;
  /** How long the whole request, body included, may take to arrive. */
  readonly requestMs: number;
  /** How long a connection may stay idle between requests. */
  readonly keepAliveMs: number;
  /** How long a connection may see no byte in either direction while a request is served. */
  readonly silenceMs: number;
}

/** Enough for any honest client, too little to hold connections open byte by byte. */
export const TIMEOUTS: Timeouts = { headersMs: 10_000, requestMs: 30_000, keepAliveMs: 65_000, silenceMs: 120_000 };

export interface HttpServerOptions {
  readonly listener: Listener;
  readonly timeouts: Timeouts;
  /** Told of what came in and was no request: the error and the status it was answered with. */
  readonly onMalformed: (error: Error, status: number) => void;
}

export interface HttpServer {
  /** @returns the port; rejects with Node's error */
  readonly listen: (port: number, host: string) => Promise<number>;
  /**
   * Accepts no more connections, tells clients with each answer to close theirs, and resolves when all have ended.
   *
   * @param patienceMs how long idle connections have for another request, which may be on its way, before they are closed
   */
  readonly drain: (patienceMs: number) => Promise<void>;
  /** Whether no more connections are accepted: only then are clients told to close theirs, or they would come back. */
  readonly isDraining: () => boolean;
  /** Cuts off whatever is left. */
  readonly destroy: () => void;
}

/** Makes a server that answers whatever comes over a socket with a problem document if not with an answer. */
export function createHttpServer({ listener, timeouts, onMalformed }: HttpServerOptions): HttpServer {
  const { headersMs, requestMs, keepAliveMs, silenceMs } = timeouts;
  const server = createServer<typeof IncomingMessage, typeof ExchangeResponse>({
    ServerResponse: ExchangeResponse,
    IncomingMessage,
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: keepAliveMs,
    connectionsCheckingInterval: Math.min(headersMs, 5000),
    requireHostHeader: false, // Node's own refusal has no body
    noDelay: true,
  });
  server.timeout = silenceMs;
  const sockets = createInFlight<Socket>();
  server.on('connection', (socket: Socket) => {
    socket.once('close', sockets.add(socket));
  });
  server.on('request', (req, res) => {
    listener(req, res, false);
  });
  server.on('checkContinue', (req, res) => {
    listener(req, res, true);
  });
  server.on('checkExpectation', (req, res) => {
    listener(req, res, true, problem('expectation-failed', 'The only expectation met here is 100-continue.'));
  });
  server.on('connect', (_request, socket) => {
    refuseTunnel(socket);
  });
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    const status = error.code === 'ECONNRESET' ? null : answerOnSocket(socket, socketProblem(error));
    if (status === null) socket.destroy();
    else onMalformed(error, status);
  });
  return {
    listen: (port, host) => listen(server, port, host),
    drain: (patienceMs) => drainServer(server, sockets, patienceMs),
    isDraining: () => !server.listening,
    destroy: () => {
      for (const socket of sockets.all()) socket.destroy();
    },
  };
}

function refuseTunnel(socket: Duplex): void {
  finished(socket, () => socket.destroy()); // it is no longer watched by the server
  answerOnSocket(socket, { code: 'method-not-allowed', detail: 'This is no proxy.' }, 'Allow: GET, HEAD, OPTIONS\r\n');
}

function listen(
  server: Server<typeof IncomingMessage, typeof ExchangeResponse>,
  port: number,
  host: string,
): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port); // it listens on a port, not on a pipe
    });
  });
}
