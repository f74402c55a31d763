import { once } from 'node:events';
import { connect } from 'node:net';

import { PATIENCE_MS } from './feed.ts';

export interface RawRequest {
  readonly port: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** Written as it is. */
  readonly send: string | Uint8Array;
  /** Half-closes the connection after the last byte. */
  readonly end?: boolean;
  /** How long the exchange may take once connected, in ms; default 10 s. */
  readonly timeoutMs?: number;
}

/**
 * Writes bytes to a server, whether they are HTTP or not.
 *
 * @returns everything the server sent until it closed or reset the connection, as Latin-1
 * @throws what connecting fails with (ECONNREFUSED …), and an Error with what came so far when the server leaves the connection open
 */
export async function rawRequest(options: RawRequest): Promise<string> {
  const { port, host = '127.0.0.1', send, end = false, timeoutMs = PATIENCE_MS } = options;
  const socket = connect({ port, host, allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('end', () => socket.end());
  await once(socket, 'connect');

  socket.on('error', () => undefined); // a server may reset a connection; what came counts
  socket.write(send);
  if (end) socket.end();
  const late = AbortSignal.timeout(timeoutMs);
  late.addEventListener('abort', () => socket.destroy());
  await new Promise((resolve) => socket.on('close', resolve));
  const answer = Buffer.concat(chunks).toString('latin1');
  if (late.aborted)
    throw new Error(`The server kept the connection open for ${timeoutMs} ms after it had sent: ${answer}`);
  return answer;
}
