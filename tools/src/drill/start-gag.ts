import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** Stands before a port of this machine. */
export interface Gag {
  readonly port: number;
  /** Connections stay, and new ones are taken, but nothing goes either way any more: as where the machine behind it hangs. */
  readonly silence: () => void;
  /** What was held back goes on its way. */
  readonly speak: () => void;
  readonly close: () => void;
}

/** A program that was stopped by a signal would do as well, but be left behind by whoever ends a drill with Ctrl-C. */
export async function startGag(behind: number): Promise<Gag> {
  const sockets = new Set<Socket>();
  let isSilent = false;
  const passOn = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('data', (bytes) => to.write(bytes));
    from.on('error', () => undefined); // it closes then
    from.on('close', () => {
      sockets.delete(from);
      to.destroy();
    });
    if (isSilent) from.pause();
  };
  const server = createServer((client) => {
    const target = connect(behind, '127.0.0.1');
    passOn(client, target);
    passOn(target, client);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    port: (server.address() as AddressInfo).port, // it listens on a port
    silence: () => {
      isSilent = true;
      for (const socket of sockets) socket.pause();
    },
    speak: () => {
      isSilent = false;
      for (const socket of sockets) socket.resume();
    },
    close: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
