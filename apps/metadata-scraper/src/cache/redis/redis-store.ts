import type { ServiceContext } from '@exemplar/http-kit';

import type { Metrics } from '../cache-metrics.ts';
import { type Clock, SYSTEM_CLOCK } from '../clock.ts';
import type { SharedStore } from '../shared-store.ts';
import { createAsk } from './ask.ts';
import { claimKey } from './claim-key.ts';
import { decodeEntry, decodeFailure, encodeEntry, encodeFailure } from './codec.ts';
import { keepConnected } from './keep-connected.ts';
import { createOutages } from './outages.ts';
import type { RedisAddress } from './parse-redis-url.ts';
import { expiringIn } from './redis-client.ts';
import { redisKeys } from './redis-keys.ts';
import { createRedisMetrics } from './redis-metrics.ts';

export interface RedisStoreOptions {
  readonly address: RedisAddress;
  /** Names the shape of the answers; releases with different ones share nothing. */
  readonly release: string;
  readonly metrics: Metrics;
  readonly logger: Pick<ServiceContext['logger'], 'info' | 'warn'>;
  /** How long one command may take, in ms. Default: 100, many times what Redis takes, and short beside a page's load. */
  readonly deadlineMs?: number;
  readonly clock?: Pick<Clock, 'now'>;
}

export interface RedisStore extends SharedStore {
  /** Whether there is a connection, and Redis answered; at the start, once that is known. */
  isConnected(): Promise<boolean>;
}

const DEADLINE_MS = 100;

/** A longer one is not worth the time that it keeps others waiting. */
const MAX_BYTES = 1_000_000;

/**
 * A store in Redis. It connects in the background, and as often as needed. Where Redis is slow, full, restarted or gone
 * nothing is found and nothing kept; that is all.
 */
export function createRedisStore(options: RedisStoreOptions): RedisStore {
  const { address, release, logger, deadlineMs = DEADLINE_MS, clock = SYSTEM_CLOCK } = options;
  const metrics = createRedisMetrics(options.metrics);
  const outages = createOutages(logger, address.password ?? '');
  const connection = keepConnected({
    address,
    deadlineMs,
    onUp: () => {
      metrics.connected(true);
      outages.works('connection');
    },
    onDown: (error) => {
      metrics.connected(false);
      outages.failed('connection', error);
    },
  });
  const ask = createAsk({ connection, deadlineMs, metrics, outages });
  const keysOf = (key: string) => redisKeys(release, key);

  return {
    isConnected: () => connection.tried.then(() => connection.client() !== undefined),
    read: async (key) => {
      const { entry, failure } = keysOf(key);
      const replies = await ask('read', (client) =>
        // times first: a value that is replaced in between then seems older than it is, not younger
        Promise.all([client.pTTL(entry), client.pTTL(failure), client.mGet([entry, failure])]),
      );
      const [entryMs = 0, failureMs = 0, values] = replies ?? [];
      const now = clock.now();
      return {
        entry: decodeEntry(values?.[0], now + entryMs),
        failure: decodeFailure(values?.[1], now + failureMs),
      };
    },
    writeEntry: async (key, value, forMs) => {
      const { entry, failure } = keysOf(key);
      const bytes = encodeEntry(value, clock.now() + forMs);
      if (bytes.length > MAX_BYTES) return;
      await ask('write', (client) => Promise.all([client.set(entry, bytes, expiringIn(forMs)), client.del(failure)]));
    },
    writeFailure: async (key, value, forMs) => {
      await ask('write', (client) => client.set(keysOf(key).failure, encodeFailure(value), expiringIn(forMs)));
    },
    claim: (key, forMs) => claimKey(ask, keysOf(key).claim, forMs),
    close: () => connection.close(),
  };
}
