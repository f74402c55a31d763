import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What an origin does with a request: any listener of `node:http`. */
export type Behaviour = RequestListener;

export interface RecordedRequest {
  readonly method: string;
  /** As it stood in the request line. */
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Origin extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** What was asked so far, in order; a request counts when its body is complete. */
  readonly requests: readonly RecordedRequest[];
  /** How many connections were ever made. */
  readonly connections: number;
  /** How many connections are open. */
  readonly open: number;
  /** Adds or replaces what a path does. */
  on(path: string, behaviour: Behaviour): void;
  /** Cuts every connection and stops listening. */
  close(): Promise<void>;
}

export interface OriginOptions {
  readonly host?: string;
  readonly port?: number;
}

/**
 * Starts a real HTTP server that behaves, or misbehaves, as told.
 *
 * @param routes what each path does; `*` is every other path, which else answers 404
 */
export async function startOrigin(
  routes: Readonly<Record<string, Behaviour>> = {},
  { host = '127.0.0.1', port = 0 }: OriginOptions = {},
): Promise<Origin> {
  const table = new Map(Object.entries(routes));
  const requests: RecordedRequest[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;

  const server = createServer((request, response) => {
    const { method, url, headers } = request as ServerRequest;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => requests.push({ method, url, headers, body: Buffer.concat(chunks) }));
    const behave = table.get(url.split('?', 1).join()) ?? table.get('*') ?? notFound;
    behave(request, response);
  });
  server.on('connection', (socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => undefined); // the client may leave at any time
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo; // it listens on a port, not on a pipe

  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    sockets.clear();
    await closed;
  };
  let closing: Promise<void> | undefined;
  const closeOnce = (): Promise<void> => (closing ??= close());

  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`,
    host,
    port: address.port,
    requests,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    on: (path, behaviour) => table.set(path, behaviour),
    close: closeOnce,
    [Symbol.asyncDispose]: closeOnce,
  };
}

/** Those that a server gets have both. */
type ServerRequest = IncomingMessage & { readonly method: string; readonly url: string };

const notFound: Behaviour = (_request, response) => {
  response.writeHead(404, { 'content-type': 'text/plain' }).end('not found');
};
