import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** What takes bug reports, as Sentry does. */
export interface Receiver {
  /** The value of `SENTRY_DSN`. */
  readonly dsn: string;
  /** What came, in its order. */
  readonly bodies: readonly string[];
  readonly close: () => void;
}

/** Takes bug reports on this machine. */
export async function startReceiver(): Promise<Receiver> {
  const bodies: string[] = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      bodies.push((request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString());
      response.end('{}');
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  return {
    dsn: `http://key@127.0.0.1:${port}/1`,
    bodies,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
