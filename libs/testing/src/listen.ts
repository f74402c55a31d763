import { once } from 'node:events';
import type { AddressInfo, Server, Socket } from 'node:net';

export interface ListenOptions {
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Default 0: a free one. */
  readonly port?: number;
}

export interface Listening {
  readonly host: string;
  readonly port: number;
  /** How many connections were ever made. */
  readonly connections: number;
  /** How many connections are open. */
  readonly open: number;
  /** Cuts every connection and stops listening; may be called again. */
  readonly close: () => Promise<void>;
}

/**
 * Makes a server listen, and makes it one that can be ended at once.
 *
 * @param server any server of `node:net`, so of `node:http` as well
 * @throws what listening fails with: EADDRINUSE …
 */
export async function listen(server: Server, { host = '127.0.0.1', port = 0 }: ListenOptions = {}): Promise<Listening> {
  const sockets = new Set<Socket>();
  let connections = 0;
  let closing: Promise<void> | undefined;

  server.on('connection', (socket: Socket) => {
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
  return {
    host,
    port: address.port,
    get connections() {
      return connections;
    },
    get open() {
      return sockets.size;
    },
    close: () => (closing ??= close()),
  };
}
