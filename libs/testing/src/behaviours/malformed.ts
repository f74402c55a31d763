import type { Behaviour } from '../origin.ts';

/** Writes these bytes instead of an answer, then closes the connection. */
export function malformed(bytes: string | Uint8Array): Behaviour {
  return ({ socket }) => {
    socket.end(bytes);
  };
}

/** Promises another length than it sends, then closes the connection. */
export function wrongLength(declared: number, body: string | Uint8Array): Behaviour {
  const head = `HTTP/1.1 200 OK\r\ncontent-type: text/html\r\ncontent-length: ${declared}\r\n\r\n`;
  return malformed(Buffer.concat([Buffer.from(head), Buffer.from(body)]));
}

/** An empty answer with a header of this many bytes. */
export function hugeHeaders(bytes: number): Behaviour {
  return malformed(`HTTP/1.1 200 OK\r\nx-filler: ${'x'.repeat(bytes)}\r\ncontent-length: 0\r\n\r\n`);
}
