import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener } from 'node:http';

import { createFeed } from './feed.ts';
import { listen, type ListenOptions } from './listen.ts';

/** What an origin does with a request: any listener of `node:http`. */
export type Behaviour = RequestListener;

export interface RecordedRequest {
  readonly method: string;
  /** As it stood in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** When the headers were complete, in ms since 1970, of a clock that is not set back. */
  readonly time: number;
}

export interface Origin extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** What was asked so far; a request counts when its body is complete, or will never be. */
  readonly requests: readonly RecordedRequest[];
  /** How many connections were ever made. */
  readonly connections: number;
  /** How many connections are open. */
  readonly open: number;
  /** Adds or replaces what a path does. */
  on(path: string, behaviour: Behaviour): void;
  /**
   * Waits for the first request, past or to come, that the predicate takes; any, without one.
   *
   * @throws an Error that shows what was asked, after `timeoutMs`: 10 s unless told otherwise
   */
  waitForRequest(matches?: (request: RecordedRequest) => boolean, timeoutMs?: number): Promise<RecordedRequest>;
  /** Cuts every connection and stops listening; may be called again. */
  close(): Promise<void>;
}

export type OriginOptions = ListenOptions;

/**
 * Starts a real HTTP server that behaves, or misbehaves, as told.
 *
 * @param routes what each path does; `*` is every other path, which else answers 404
 * @param options host and port: 127.0.0.1 and a free one unless told otherwise
 * @throws what listening fails with: EADDRINUSE …
 */
export async function startOrigin(
  routes: Readonly<Record<string, Behaviour>> = {},
  options: OriginOptions = {},
): Promise<Origin> {
  const table = new Map(Object.entries(routes));
  const feed = createFeed<RecordedRequest>('a request');
  const server = createServer((request, response) => {
    record(request as ServerRequest, feed.push);
    const behave = table.get(pathOf(request as ServerRequest)) ?? table.get('*') ?? notFound;
    behave(request, response);
  });
  const listening = await listen(server, options);
  const { host, port, close } = listening;

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${port}`,
    host,
    port,
    requests: feed.items,
    get connections() {
      return listening.connections;
    },
    get open() {
      return listening.open;
    },
    on: (path, behaviour) => table.set(path, behaviour),
    waitForRequest: (matches = () => true, timeoutMs) => feed.first(matches, timeoutMs),
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Those that a server gets have both. */
type ServerRequest = IncomingMessage & { readonly method: string; readonly url: string };

const pathOf = ({ url }: ServerRequest): string => url.split('?', 1).join();

function record(request: ServerRequest, push: (request: RecordedRequest) => void): void {
  const { method, url, headers } = request;
  const time = performance.timeOrigin + performance.now();
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  // it comes right after the last byte, and also when a behaviour cut the connection before that
  request.on('close', () => {
    push({ method, url, headers, body: Buffer.concat(chunks), time });
  });
}

const notFound: Behaviour = (_request, response) => {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
};
