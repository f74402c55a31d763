import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

import { listen } from '../listen.ts';

export type Transport = 'udp' | 'tcp';

/** Takes a message and gives the reply, or none. */
export type Responder = (message: Buffer, transport: Transport) => Buffer | undefined;

export interface DnsListener {
  readonly port: number;
  /** May be called again. */
  readonly close: () => Promise<void>;
}

const HOST = '127.0.0.1';
const LENGTH_BYTES = 2;

/**
 * Takes DNS messages by UDP and by TCP, on one port of the loopback address.
 *
 * @param port where to try first; another one is taken when TCP's is in use
 */
export async function listenForDns(respond: Responder, port = 0): Promise<DnsListener> {
  const udp = createSocket('udp4');
  udp.on('message', (message, client) => {
    const reply = respond(message, 'udp');
    if (reply) udp.send(reply, client.port, client.address);
  });
  udp.bind(port, HOST);
  await once(udp, 'listening');

  const tcp = createServer((socket) => {
    readMessages(socket, respond);
  });
  const listening = await listen(tcp, { port: udp.address().port }).catch(() => undefined);
  if (!listening) {
    udp.close();
    return listenForDns(respond);
  }

  const close = async (): Promise<void> => {
    const closed = once(udp, 'close');
    udp.close();
    await Promise.all([closed, listening.close()]);
  };
  let closing: Promise<void> | undefined;
  return { port: listening.port, close: () => (closing ??= close()) };
}

/** By TCP each message comes after its length, RFC 1035 section 4.2.2. */
function readMessages(socket: Socket, respond: Responder): void {
  let pending = Buffer.alloc(0);
  socket.on('data', (chunk) => {
    pending = Buffer.concat([pending, chunk]);
    while (pending.length >= LENGTH_BYTES) {
      const end = LENGTH_BYTES + pending.readUInt16BE();
      if (pending.length < end) return;
      const reply = respond(pending.subarray(LENGTH_BYTES, end), 'tcp');
      pending = pending.subarray(end);
      if (reply) socket.write(withLength(reply));
    }
  });
}

function withLength(message: Buffer): Buffer {
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(message.length);
  return Buffer.concat([length, message]);
}
