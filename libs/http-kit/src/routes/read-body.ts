import type { IncomingMessage } from 'node:http';

import { problem } from '../problems/http-problem.ts';

/** How much of a refused body is read on, so that the client sees the answer, before the connection is cut. Bytes. */
const DISCARD_BYTES = 4 * 1_048_576;

/**
 * Reads a request's body.
 *
 * @param maxBytes the limit
 * @param proceed called once the declared length is within the limit, before anything is read
 * @throws HttpProblem payload-too-large; invalid-request where the body is cut short
 */
export function readBody(request: IncomingMessage, maxBytes: number, proceed: () => void): Promise<Buffer> {
  if (Number(request.headers['content-length'] ?? 0) > maxBytes) {
    discard(request);
    return Promise.reject(tooLarge(maxBytes));
  }
  proceed();
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer): void => {
      size += chunk.length;
      if (size <= maxBytes) {
        chunks.push(chunk);
        return;
      }
      request.off('data', take);
      discard(request);
      reject(tooLarge(maxBytes));
    };
    request.on('data', take);
    request.once('end', () => {
      resolve(Buffer.concat(chunks, size));
    });
    request.once('error', (cause) => {
      reject(problem('invalid-request', 'The body was cut short.', { cause }));
    });
  });
}

function discard(request: IncomingMessage): void {
  let discarded = 0;
  request.on('data', (chunk: Buffer) => {
    discarded += chunk.length;
    if (discarded > DISCARD_BYTES) request.socket.destroy();
  });
}

const tooLarge = (maxBytes: number): Error => problem('payload-too-large', `The body is over ${maxBytes} bytes.`);
