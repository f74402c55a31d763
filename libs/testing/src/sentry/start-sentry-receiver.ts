import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import { gunzipSync } from 'node:zlib';

import { createFeed } from '../feed.ts';
import { listen } from '../listen.ts';
import { type Envelope, readEnvelope } from './read-envelope.ts';

export type SentryEvent = Readonly<Record<string, unknown>>;

export interface SentryReceiver extends AsyncDisposable {
  /** What `SENTRY_DSN` is to be. */
  readonly dsn: string;
  /** All that came, sessions and the like included. */
  readonly envelopes: readonly Envelope[];
  /** The payloads of type `event`. */
  readonly events: readonly SentryEvent[];
  /**
   * Waits for the first event, past or to come, that the predicate takes; any, without one.
   *
   * @throws an Error that shows the latest events, after `timeoutMs`: 10 s unless told otherwise
   */
  waitForEvent(matches?: (event: SentryEvent) => boolean, timeoutMs?: number): Promise<SentryEvent>;
  /** Cuts every connection and stops listening; may be called again. */
  close(): Promise<void>;
}

/** A server that takes what a real Sentry SDK sends, packed with gzip or not. What is no envelope gets a 400. */
export async function startSentryReceiver(): Promise<SentryReceiver> {
  const envelopes: Envelope[] = [];
  const events = createFeed<SentryEvent>('an event');
  const take = (body: Buffer): void => {
    const envelope = readEnvelope(body);
    envelopes.push(envelope);
    for (const { payload } of envelope.items.filter(({ type }) => type === 'event')) {
      events.push(payload as SentryEvent);
    }
  };
  const { port, close } = await listen(createServer(receive(take)));
  return {
    dsn: `http://public@127.0.0.1:${port}/1`,
    envelopes,
    events: events.items,
    waitForEvent: (matches = () => true, timeoutMs) => events.first(matches, timeoutMs),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function receive(take: (body: Buffer) => void): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      try {
        take(unpacked(Buffer.concat(chunks), request.headers));
        response.writeHead(200, { 'content-type': 'application/json' }).end('{}');
      } catch (error) {
        response.writeHead(400, { 'content-type': 'text/plain' }).end(String(error));
      }
    });
  };
}

const unpacked = (body: Buffer, headers: IncomingHttpHeaders): Buffer =>
  headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
