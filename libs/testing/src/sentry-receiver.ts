import { EventEmitter, once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';

export interface EnvelopeItem {
  readonly type: string;
  readonly payload: unknown;
}

export interface Envelope {
  readonly headers: Readonly<Record<string, unknown>>;
  readonly items: readonly EnvelopeItem[];
}

export type SentryEvent = Readonly<Record<string, unknown>>;

export interface SentryReceiver extends AsyncDisposable {
  /** What `SENTRY_DSN` is to be. */
  readonly dsn: string;
  readonly envelopes: readonly Envelope[];
  readonly events: readonly SentryEvent[];
  /** The first event, past or to come, that the predicate takes. */
  waitForEvent(matches?: (event: SentryEvent) => boolean): Promise<SentryEvent>;
  close(): Promise<void>;
}

/** A server that takes what a real Sentry SDK sends. */
export async function startSentryReceiver(): Promise<SentryReceiver> {
  const envelopes: Envelope[] = [];
  const sockets = new Set<Socket>();
  const received = new EventEmitter();
  const events = (): readonly SentryEvent[] =>
    envelopes.flatMap(({ items }) =>
      items.filter(({ type }) => type === 'event').map(({ payload }) => payload as SentryEvent),
    );

  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      envelopes.push(readEnvelope(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body));
      received.emit('envelope');
      response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
    });
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe

  const close = async (): Promise<void> => {
    const closed = once(server, 'close');
    server.close();
    for (const socket of sockets) socket.destroy();
    await closed;
  };
  return {
    dsn: `http://public@127.0.0.1:${port}/1`,
    envelopes,
    get events() {
      return events();
    },
    waitForEvent: async (matches = () => true) => {
      for (;;) {
        const found = events().find(matches);
        if (found !== undefined) return found;
        await once(received, 'envelope');
      }
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** Reads an envelope: JSON headers, then items of a JSON header and a payload; https://develop.sentry.dev/sdk/envelopes/. */
function readEnvelope(body: Buffer): Envelope {
  const items: EnvelopeItem[] = [];
  const headers = readLine(body, 0);
  let at = headers.next;
  while (at < body.length) {
    const header = readLine(body, at);
    const { type, length } = header.value as { readonly type: string; readonly length?: number };
    const end = length === undefined ? endOfLine(body, header.next) : header.next + length;
    items.push({ type, payload: parsed(body.subarray(header.next, end).toString()) });
    at = end + 1;
  }
  return { headers: headers.value as Record<string, unknown>, items };
}

interface Line {
  readonly value: unknown;
  readonly next: number;
}

function readLine(body: Buffer, from: number): Line {
  const end = endOfLine(body, from);
  return { value: JSON.parse(body.subarray(from, end).toString()), next: end + 1 };
}

function endOfLine(body: Buffer, from: number): number {
  const end = body.indexOf('\n', from);
  return end === -1 ? body.length : end;
}

/** Attachments are no JSON; they come as text. */
function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return payload;
  }
}
