import { SYSTEM_CLOCK, within } from '../clock.ts';
import type { RedisAddress } from './parse-redis-url.ts';
import { createRedisClient, type RedisClient } from './redis-client.ts';

export interface ConnectionOptions {
  readonly address: RedisAddress;
  /** How long Redis has to show that it answers before anything is asked of it, in ms. */
  readonly deadlineMs: number;
  readonly onUp: () => void;
  readonly onDown: (error: unknown) => void;
}

export interface Connection {
  /** Resolves when the first try is over, whatever came of it. */
  readonly tried: Promise<void>;
  /** The client to ask; undefined while there is no connection. */
  client(): RedisClient | undefined;
  /** What was asked worked: should the connection be lost, the next is made soon. */
  proven(): void;
  /** Drops the connection unless it is gone by now, and makes another later. */
  drop(client: RedisClient, error: unknown): void;
  close(): Promise<void>;
}

/** Before the first retry and between later ones, in ms; each wait is twice the one before. */
const RETRY_MS = { first: 100, most: 10_000 };

/** How long what is under way has to end, in ms. */
const CLOSE_MS = 500;

/**
 * Keeps a connection to Redis for as long as there is one to be had. One that does not answer a PING in time, or that is
 * lost, is dropped and made anew after a while, which grows with each failure in a row.
 */
export function keepConnected({ address, deadlineMs, onUp, onDown }: ConnectionOptions): Connection {
  let current: RedisClient | undefined;
  let ready: RedisClient | undefined;
  let failures = 0;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const lost = (client: RedisClient, error: unknown): void => {
    client.destroy();
    if (client !== current) return;
    current = undefined;
    ready = undefined;
    if (closed) return;
    onDown(error);
    retry = setTimeout(() => void connect(), retryDelay(failures++));
  };

  const connect = (): Promise<void> => {
    const client = createRedisClient(address);
    current = client;
    const failed = (error: unknown): void => {
      lost(client, error);
    };
    client.on('error', failed);
    return greet(client, deadlineMs).then(() => {
      ready = client;
      onUp();
    }, failed);
  };

  return {
    tried: connect(),
    client: () => (closed ? undefined : ready), // a greeting that is under way may still be answered
    proven: () => {
      failures = 0;
    },
    drop: lost,
    close: async () => {
      closed = true;
      clearTimeout(retry);
      const client = current;
      if (client === undefined) return;
      await within(SYSTEM_CLOCK, CLOSE_MS, client.close(), () => new Error('late')).catch(() => undefined);
      client.destroy();
    },
  };
}

/** Connects, and has Redis show that it is not just there, but answers. */
async function greet(client: RedisClient, deadlineMs: number): Promise<void> {
  await client.connect();
  await within(
    SYSTEM_CLOCK,
    deadlineMs,
    client.ping(),
    () => new Error(`Redis did not answer within ${deadlineMs} ms.`),
  );
}

/** A random part keeps replicas from coming back all at once. */
function retryDelay(failures: number): number {
  const most = Math.min(RETRY_MS.most, RETRY_MS.first * 2 ** failures);
  return most * (0.5 + Math.random() / 2);
}
