import { connect } from 'node:net';

export interface RawRequest {
  readonly port: number;
  readonly host?: string;
  /** Written as it is. */
  readonly send: string | Uint8Array;
  /** Half-closes the connection after the last byte. */
  readonly end?: boolean;
}

/**
 * Writes bytes to a server, whether they are HTTP or not.
 *
 * @returns everything the server sent until it closed the connection, as Latin-1
 */
export async function rawRequest({ port, host = '127.0.0.1', send, end = false }: RawRequest): Promise<string> {
  const socket = connect({ port, host, allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  socket.on('error', () => undefined); // a server may reset a connection; what came counts
  socket.on('end', () => socket.end());
  socket.write(send);
  if (end) socket.end();
  await new Promise((resolve) => socket.on('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}
