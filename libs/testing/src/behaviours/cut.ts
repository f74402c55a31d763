import type { Behaviour } from '../origin.ts';
import { PAGE_HEADERS } from './page-headers.ts';

/** How long a reset waits after the last byte, in ms: what this process has not yet sent would be lost with it. */
const LINGER_MS = 50;

/** Accepts the request and never answers. */
export function stall(): Behaviour {
  return () => undefined;
}

/** Cuts the connection (RST), before the answer or after `sent` of its body. */
export function reset(sent?: string | Uint8Array): Behaviour {
  return ({ socket }, response) => {
    if (sent === undefined) {
      socket.resetAndDestroy();
      return;
    }
    response.writeHead(200, PAGE_HEADERS);
    response.write(sent, () => {
      const timer = setTimeout(() => socket.resetAndDestroy(), LINGER_MS);
      socket.on('close', () => {
        clearTimeout(timer);
      });
    });
  };
}
