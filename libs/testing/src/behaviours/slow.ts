import type { Behaviour } from '../origin.ts';
import { PAGE_HEADERS } from './page-headers.ts';
import { respond } from './respond.ts';

/** Says nothing for `ms`, then does what `then` does: an empty answer unless told otherwise. */
export function slowHeaders(ms: number, then: Behaviour = respond()): Behaviour {
  return (request, response) => {
    const timer = setTimeout(() => {
      then(request, response);
    }, ms);
    response.on('close', () => {
      clearTimeout(timer);
    });
  };
}

export interface SlowBody {
  readonly chunk: string | Uint8Array;
  readonly everyMs: number;
  /** How many chunks before the body ends; none: it never does. */
  readonly times?: number;
  /** What comes at once, before the first chunk. */
  readonly start?: string | Uint8Array;
}

/** Sends its body chunk by chunk, with pauses; a client that does not read is waited for. */
export function slowBody({ chunk, everyMs, times = Infinity, start = '' }: SlowBody): Behaviour {
  return (_request, response) => {
    response.writeHead(200, PAGE_HEADERS).flushHeaders();
    response.write(start);
    let sent = 0;
    const timer = setInterval(() => {
      if (response.writableNeedDrain) return;
      if (sent++ < times) response.write(chunk);
      else response.end();
      if (sent > times) clearInterval(timer);
    }, everyMs);
    response.on('close', () => {
      clearInterval(timer);
    });
  };
}

/** Writes these bytes instead of an answer, headers and all, one at a time, then closes the connection. */
export function drip(bytes: string | Uint8Array, everyMs: number): Behaviour {
  const all = Buffer.from(bytes);
  return ({ socket }) => {
    let sent = 0;
    const timer = setInterval(() => {
      if (sent < all.length) socket.write(all.subarray(sent, ++sent));
      else socket.end();
    }, everyMs);
    socket.on('close', () => {
      clearInterval(timer);
    });
  };
}
