import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface Sockets {
  readonly write: (text: string) => void;
  /** Waits until the server has closed all of them. @returns whether it did in that time */
  readonly closed: (withinMs: number) => Promise<boolean>;
  readonly destroy: () => void;
}

/** As many at a time: more would overflow the queue in which a server's new connections wait. */
const AT_A_TIME = 100;

/**
 * Opens connections to a port of this machine.
 *
 * @param hello what each says first
 * @throws what connecting fails with
 */
export async function openSockets(port: number, count: number, hello = ''): Promise<Sockets> {
  const sockets: Socket[] = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(AT_A_TIME, count - sockets.length) }, () => connect(port, '127.0.0.1'));
    await Promise.all(some.map((socket) => once(socket, 'connect')));
    for (const socket of some) {
      socket.on('error', () => undefined).resume(); // the server may cut it off
      socket.write(hello);
    }
    sockets.push(...some);
  }
  const end = Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  return {
    write: (text) => {
      for (const socket of sockets) if (socket.writable) socket.write(text);
    },
    closed: (withinMs) => Promise.race([end.then(() => true), sleep(withinMs, false, { ref: false })]),
    destroy: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
