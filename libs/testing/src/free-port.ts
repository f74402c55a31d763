import { createServer } from 'node:net';

import { listen } from './listen.ts';

/** A port of the loopback address that nothing listens on just now. Where a server can be told to take port 0, do that. */
export async function freePort(): Promise<number> {
  const { port, close } = await listen(createServer());
  await close();
  return port;
}
