import type { IncomingMessage } from 'node:http';

import type { Reply } from '../routes/reply.ts';
import { endTogether } from './end-together.ts';
import type { Exchange, ExchangeResponse } from './exchange.ts';

/** What a 304 tells of the answer that it stands for (RFC 9110, 15.4.5), and the headers of every answer. */
const DROPPED_FROM_304 = new Set(['content-length', 'content-type']);

/**
 * Sends a reply. The promise, which only streams give, rejects with the source's own failure.
 *
 * @param closing tell the client that the connection closes after this answer
 */
export function sendReply(exchange: Exchange, reply: Reply, closing: boolean): Promise<void> | undefined {
  const { res, req } = exchange;
  if (res.destroyed) return undefined;
  if (isFresh(req, reply)) {
    res.writeHead(304, headOf(exchange, notModifiedHead(reply.head), closing));
    res.end();
    return undefined;
  }
  res.writeHead(reply.status, headOf(exchange, reply.head, closing));
  if (req.method === 'HEAD' || reply.source === undefined) {
    exchange.bytes = reply.bytes;
    endTogether(res, reply);
    return undefined;
  }
  return sendStream(exchange, reply.source);
}

function headOf(exchange: Exchange, head: readonly string[], closing: boolean): string[] {
  const headers = [...head, 'x-request-id', exchange.requestId];
  // a client that waits for leave to send its body may or may not send it now: only closing is unambiguous
  if (closing || exchange.awaitsContinue) headers.push('connection', 'close');
  return headers;
}

function notModifiedHead(head: readonly string[]): readonly string[] {
  return head.filter((_, index) => !DROPPED_FROM_304.has(String(head[index - (index % 2)])));
}

/** Whether the client has what the reply holds. If-None-Match compares weakly (RFC 9110, 13.1.2). */
function isFresh({ method, headers }: IncomingMessage, { etag, status }: Reply): boolean {
  const wanted = headers['if-none-match'];
  if (etag === undefined || wanted === undefined || status !== 200) return false;
  if (method !== 'GET' && method !== 'HEAD') return false;
  return wanted.trim() === '*' || wanted.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

async function sendStream(exchange: Exchange, source: AsyncIterable<string | Uint8Array>): Promise<void> {
  const { res } = exchange;
  for await (const chunk of source) {
    if (res.destroyed) return;
    exchange.bytes += Buffer.byteLength(chunk);
    if (!res.write(chunk)) await writable(res);
  }
  res.end();
}

/** Resolves once the client has taken what was written, or is gone. */
function writable(res: ExchangeResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      res.off('drain', done).off('close', done);
      resolve();
    };
    res.on('drain', done).on('close', done);
  });
}
