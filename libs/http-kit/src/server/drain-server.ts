import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';

import type { InFlight } from '../in-flight/in-flight.ts';

/** What of `http.Server` is needed here, whatever its requests and responses are. */
interface HttpServer extends NetServer {
  closeIdleConnections: () => void;
}

/** How often connections that have become idle are looked for. Milliseconds. */
const SWEEP_MS = 50;

/** How many turns of the event loop are waited, at most, for one in which no connection arrives. */
const MAX_TURNS = 1000;

/**
 * Takes no more connections and waits for those there are to end.
 *
 * What is on its way is let in first, as far as a process can: a connection that the kernel has accepted and the process
 * has not is reset when the listening socket closes, so that is done right after a turn in which none arrived.
 *
 * @param sockets the server's connections
 * @param patienceMs how long connections without a request under way are kept for one that may be on its way
 */
export async function drainServer(server: HttpServer, sockets: InFlight<Socket>, patienceMs: number): Promise<void> {
  await quietTurn(server);
  const begun = performance.now();
  // http's own close() would close idle connections at once
  const closed = new Promise((resolve) => NetServer.prototype.close.call(server, resolve));
  const sweep = (): void => {
    if (performance.now() - begun < patienceMs) return;
    server.closeIdleConnections();
    // Node takes a connection that has sent nothing yet for a busy one
    for (const socket of sockets.all()) if (socket.bytesRead === 0) socket.destroy();
  };
  sweep();
  // After a process was held up, timers come before what clients sent meanwhile, and this after both.
  const timer = setInterval(() => setImmediate(sweep), SWEEP_MS);
  await closed;
  clearInterval(timer);
  server.close(); // stops http's own timer
}

async function quietTurn(server: NetServer): Promise<void> {
  let arrived = 0;
  const count = (): void => {
    arrived += 1;
  };
  server.on('connection', count);
  let before = -1;
  for (let turns = 0; turns < MAX_TURNS && before !== arrived; turns += 1) {
    before = arrived;
    await turn();
  }
  server.off('connection', count);
}
