import { createServer, type RequestListener } from 'node:http';

import { listen, type Listening } from './listen.ts';

/** Where a server is, and whether it is there at all. */
export interface Door {
  /** Without a slash at the end. */
  readonly url: string;
  /** Stops listening and cuts every connection, so that clients are refused; may be called again. */
  readonly gone: () => Promise<void>;
  /** Listens again, on the same port. */
  readonly back: () => Promise<void>;
}

/**
 * Starts an HTTP server that can go and come back.
 *
 * @param port 0: any that is free
 * @throws what listening fails with
 */
export async function openDoor(listener: RequestListener, port = 0): Promise<Door> {
  let listening: Listening = await listen(createServer(listener), { port });
  return {
    url: `http://127.0.0.1:${listening.port}`,
    gone: () => listening.close(),
    back: async () => {
      listening = await listen(createServer(listener), { port: listening.port });
    },
  };
}
