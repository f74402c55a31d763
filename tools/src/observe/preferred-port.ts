import { once } from 'node:events';
import { createServer } from 'node:net';

import { freePort } from '../smoke/launch.ts';

/** A port of this machine that people may know; any other one where somebody listens there. */
export async function preferredPort(port: number): Promise<number> {
  const server = createServer().listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
    server.close();
    return port;
  } catch {
    return freePort();
  }
}
