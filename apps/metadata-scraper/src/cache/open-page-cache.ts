import type { ServiceContext } from '@exemplar/http-kit';

import { createPageCache, type PageCache } from './page-cache.ts';
import type { RedisAddress } from './redis/parse-redis-url.ts';

/** The settings that are the cache's. */
export interface CacheSettings {
  readonly CACHE_MAX_ENTRIES: number;
  readonly CACHE_MAX_BYTES: number;
  readonly REQUEST_TIMEOUT_MS: number;
  readonly REDIS_URL: RedisAddress | undefined;
}

type Surroundings = Pick<ServiceContext, 'build' | 'health' | 'metrics' | 'logger'>;

/** A load has a deadline of its own; this is for one that does not keep it, ms. */
const LOAD_GRACE_MS = 5000;

/** Opens the cache that the settings ask for. A Redis that cannot be reached degrades the service, and no more. */
export async function openPageCache(
  settings: CacheSettings,
  { build, health, metrics, logger }: Surroundings,
): Promise<PageCache> {
  const options = {
    maxEntries: settings.CACHE_MAX_ENTRIES,
    maxBytes: settings.CACHE_MAX_BYTES,
    loadTimeoutMs: settings.REQUEST_TIMEOUT_MS + LOAD_GRACE_MS,
    metrics,
    logger,
  };
  if (settings.REDIS_URL === undefined) return createPageCache(options);
  // some 60 ms and 9 MB, which a service without Redis is spared
  const { createRedisStore } = await import('./redis/redis-store.ts');
  const shared = createRedisStore({ address: settings.REDIS_URL, release: build.version, metrics, logger });
  const check = async (): Promise<void> => {
    if (!(await shared.isConnected())) throw new Error('There is no connection to the Redis of REDIS_URL.');
  };
  health.addCheck('redis', check, { critical: false });
  return createPageCache({ ...options, shared });
}
