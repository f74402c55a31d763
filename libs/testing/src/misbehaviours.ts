import type { Socket } from 'node:net';

import type { Behaviour } from './origin.ts';

const PAGE_HEADERS = { 'content-type': 'text/html; charset=utf-8' };

/** Waits before it answers with what `then` does. */
export function slowHeaders(ms: number, then: Behaviour): Behaviour {
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

/** Sends its body chunk by chunk, with pauses. */
export function slowBody({ chunk, everyMs, times = Infinity, start }: SlowBody): Behaviour {
  return (_request, response) => {
    response.writeHead(200, PAGE_HEADERS);
    if (start === undefined) response.flushHeaders();
    else response.write(start);
    let sent = 0;
    const timer = setInterval(() => {
      response.write(chunk);
      if (++sent >= times) response.end();
    }, everyMs);
    response.on('close', () => {
      clearInterval(timer);
    });
  };
}

/** A body that never ends, as fast as the client reads. */
export function endless(chunk: string | Uint8Array, start: string | Uint8Array = ''): Behaviour {
  return (_request, response) => {
    response.writeHead(200, PAGE_HEADERS);
    response.write(start);
    const fill = (): void => {
      while (!response.destroyed && response.write(chunk));
    };
    response.on('drain', fill);
    fill();
  };
}

/** Accepts the request and never answers. */
export function stall(): Behaviour {
  return () => undefined;
}

/** Cuts the connection (RST), before the answer or after `sent` of its body. */
export function reset(sent?: string | Uint8Array): Behaviour {
  return (request, response) => {
    if (sent === undefined) {
      request.socket.resetAndDestroy();
      return;
    }
    response.writeHead(200, PAGE_HEADERS);
    response.write(sent, () => {
      // what was written has left this process, but a reset may overtake it on the wire
      setTimeout(() => request.socket.resetAndDestroy(), 50);
    });
  };
}

/** Writes these bytes instead of an answer, then closes the connection. */
export function malformed(bytes: string | Uint8Array): Behaviour {
  return (request) => {
    request.socket.end(bytes);
  };
}

/** Promises another length than it sends, then closes the connection. */
export function wrongLength(declared: number, body: string): Behaviour {
  return malformed(`HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${declared}\r\n\r\n${body}`);
}

/** An answer with a header of this many bytes. */
export function hugeHeaders(bytes: number): Behaviour {
  return malformed(`HTTP/1.1 200 OK\r\nx-filler: ${'x'.repeat(bytes)}\r\ncontent-length: 0\r\n\r\n`);
}

/** `103 Early Hints` so many times, and the answer of `then` after them. */
export function informationalFlood(count: number, then: Behaviour): Behaviour {
  return (request, response) => {
    const socket: Socket = request.socket;
    socket.write('HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(count));
    then(request, response);
  };
}
