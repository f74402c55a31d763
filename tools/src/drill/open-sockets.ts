import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { finished } from 'node:stream';
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
  const ends: Promise<unknown>[] = [];
  while (sockets.length < count) {
    const some = Array.from({ length: Math.min(AT_A_TIME, count - sockets.length) }, () => connect(port, '127.0.0.1'));
    await Promise.all(some.map((socket) => once(socket, 'connect')));
    for (const socket of some) {
      ends.push(new Promise((resolve) => finished(socket, resolve))); // also when the server cuts it off
      socket.resume().write(hello);
    }
    sockets.push(...some);
  }
  return {
    write: (text) => {
      for (const socket of sockets) if (socket.writable) socket.write(text);
    },
    closed: (withinMs) => Promise.race([Promise.all(ends).then(() => true), sleep(withinMs, false, { ref: false })]),
    destroy: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
