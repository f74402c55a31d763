import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Hindrance } from '../../troubles.ts';
import type { Resource } from '../resources.ts';
import { StatusError } from '../status-error.ts';
import { answerRequest, type Api, sendJson } from './answer-request.ts';
import { placeOf } from './api-request.ts';
import { discover, type KubeVersion } from './discovery.ts';

/** A request as it came, for specs that look at what a client asked. */
export interface KubeRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly contentType: string;
  readonly body: string;
}

export interface ApiServer extends Api {
  readonly resources: readonly Resource[];
  readonly version: KubeVersion;
  readonly hindrance: (request: { readonly method: string; readonly url: string }) => Hindrance<StatusError | 'reset'>;
  readonly record: (request: KubeRequest) => void;
}

/** An API server, as a listener of `node:http`. */
export function serveApi(server: ApiServer): RequestListener {
  return (request, response) => {
    serve(server, request as ServerRequest, response).catch((error: unknown) => {
      const known = error instanceof StatusError ? error : new StatusError('InternalError', String(error));
      sendError(response, known);
    });
  };
}

/** Those that a server gets have both. */
type ServerRequest = IncomingMessage & { readonly method: string; readonly url: string };

async function serve(server: ApiServer, request: ServerRequest, response: ServerResponse): Promise<void> {
  const { method, url, headers } = request;
  const body = await text(request);
  const { pathname: path, searchParams: query } = new URL(url, 'http://cluster');
  const contentType = (headers['content-type'] ?? '').split(';', 1).join().trim();
  server.record({ method, path, query, contentType, body });
  const { delayMs, trouble } = server.hindrance({ method, url });
  if (delayMs > 0) await sleep(delayMs);
  if (trouble === 'reset') {
    request.socket.resetAndDestroy();
    return;
  }
  if (trouble) throw trouble;

  const document = discover(path, server.resources, server.version);
  const place = placeOf(path, server.resources);
  if (document) sendJson(response, 200, document);
  else if (place)
    answerRequest(
      server,
      { ...place, method, query, contentType, body, userAgent: String(headers['user-agent']) },
      response,
    );
  else response.writeHead(404, { 'content-type': 'text/plain' }).end('404 page not found\n');
}

function sendError(response: ServerResponse, { code, body }: StatusError): void {
  const { details } = body as { readonly details: { readonly retryAfterSeconds?: number } };
  const { retryAfterSeconds } = details;
  sendJson(response, code, body, retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) });
}
