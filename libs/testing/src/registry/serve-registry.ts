import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Hindrance } from '../troubles.ts';
import { RegistryError } from './registry-error.ts';
import type { RegistryGuard } from './registry-guard.ts';
import { type RegistryAnswer, ROUTES } from './registry-routes.ts';
import type { RegistryStore } from './registry-store.ts';
import type { Uploads } from './uploads.ts';

/** A request, as far as specs look at it. */
export interface RegistryAsked {
  readonly method: string;
  /** With the query. */
  readonly url: string;
}

export interface RegistryServer {
  readonly store: RegistryStore;
  readonly uploads: Uploads;
  readonly guard: RegistryGuard;
  readonly hindrance: (request: RegistryAsked) => Hindrance<RegistryError | 'reset'>;
  readonly record: (request: RegistryAsked) => void;
}

interface Target {
  /** `manifests`, `blobs`, `uploads`, `tags`, `catalog`, `ping`. */
  readonly kind: string;
  readonly name: string;
  readonly reference: string;
}

const PATHS: readonly RegExp[] = [
  /^\/v2\/(?<name>.+)\/(?<kind>manifests)\/(?<reference>[^/]+)$/,
  /^\/v2\/(?<name>.+)\/blobs\/(?<kind>uploads)\/(?<reference>[^/]*)$/,
  /^\/v2\/(?<name>.+)\/(?<kind>blobs)\/(?<reference>[^/]+)$/,
  /^\/v2\/(?<name>.+)\/(?<kind>tags)\/list$/,
  /^\/v2\/_(?<kind>catalog)$/,
];

/** An OCI registry, as a listener of `node:http`. */
export function serveRegistry(server: RegistryServer): RequestListener {
  return (request, response) => {
    answerTo(server, request as ServerRequest).then(
      (answer) => {
        send(response, answer);
      },
      (error: unknown) => {
        if (error instanceof RegistryError) send(response, error);
        else request.socket.resetAndDestroy(); // it was told to, or the client left
      },
    );
  };
}

/** Those that a server gets have both. */
type ServerRequest = IncomingMessage & { readonly method: string; readonly url: string };

async function answerTo(server: RegistryServer, request: ServerRequest): Promise<RegistryAnswer> {
  const { method, url, headers } = request;
  const body = await buffer(request);
  server.record({ method, url });
  const { delayMs, trouble } = server.hindrance({ method, url });
  if (delayMs > 0) await sleep(delayMs);
  if (trouble === 'reset') throw new Error('reset');
  if (trouble) throw trouble;

  const { pathname, searchParams: query } = new URL(url, 'http://registry');
  const { authorization } = headers;
  if (pathname === '/token') return { status: 200, body: server.guard.token(authorization, query.getAll('scope')) };
  const target = targetOf(pathname);
  server.guard.check(authorization, scopeOf(method, target));
  const route = ROUTES[`${method === 'HEAD' ? 'GET' : method} ${target.kind}`];
  if (!route) throw new RegistryError('UNSUPPORTED', 'The operation is unsupported.');
  const { 'content-type': contentType = 'application/octet-stream', 'content-range': contentRange } = headers;
  return route({ ...target, method, query, contentType, contentRange, body }, server);
}

function targetOf(path: string): Target {
  if (/^\/v2\/?$/.test(path)) return { kind: 'ping', name: '', reference: '' };
  const groups = PATHS.map((pattern) => pattern.exec(path)?.groups).find((found) => found !== undefined);
  if (!groups) throw new RegistryError('NAME_UNKNOWN', `no such path: ${path}`);
  const { name = '', reference = '' } = groups;
  return { kind: String(groups.kind), name, reference: decodeURIComponent(reference) };
}

function scopeOf(method: string, { kind, name }: Target): string | undefined {
  if (kind === 'ping') return undefined;
  if (kind === 'catalog') return 'registry:catalog:*';
  const isRead = method === 'GET' || method === 'HEAD';
  if (isRead) return `repository:${name}:pull`;
  return `repository:${name}:${method === 'DELETE' ? 'delete' : 'pull,push'}`;
}

function send(response: ServerResponse, { status, headers = {}, body = Buffer.alloc(0) }: RegistryAnswer): void {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body));
  const type = Buffer.isBuffer(body) ? {} : { 'content-type': 'application/json' };
  const own = { 'docker-distribution-api-version': 'registry/2.0', 'content-length': bytes.length };
  response.writeHead(status, { ...own, ...type, ...headers }).end(bytes);
}
