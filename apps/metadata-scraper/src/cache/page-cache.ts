import type { ServiceContext } from '@exemplar/http-kit';

import { createCacheMetrics, type Metrics } from './cache-metrics.ts';
import { type Clock, SYSTEM_CLOCK } from './clock.ts';
import { type Cached, cachedOf, type Found, isUsable } from './entry.ts';
import { createFind } from './find.ts';
import type { Load } from './load.ts';
import { createMemory, type MemoryOptions } from './memory.ts';
import { createRenew } from './renew.ts';
import { NO_SHARED_STORE, type SharedStore } from './shared-store.ts';
import { createStorage } from './storage.ts';

export type { Answer, Cached, CacheState, Validators } from './entry.ts';
export type { Load, Loaded } from './load.ts';

export interface PageCacheOptions extends MemoryOptions {
  /** After how long a load is given up, in ms. It has its own deadline, so this is for one that never settles. */
  readonly loadTimeoutMs: number;
  /** What replicas share; unset: nothing. It needs a memory to be of use. */
  readonly shared?: SharedStore | undefined;
  readonly metrics: Metrics;
  readonly logger: Pick<ServiceContext['logger'], 'error'>;
  readonly clock?: Clock;
}

export interface GetOptions {
  /** Pass what is kept by; a load under way is fresh enough. */
  readonly fresh: boolean;
}

export interface PageCache {
  /** A fresh answer from this process' memory, at once; undefined where there is none. */
  peek(key: string): Cached | undefined;
  /**
   * The answer that is kept, or what `load` gives. One that is a little stale is served while it is refreshed, and a
   * staler one where the origin fails.
   *
   * @throws what `load` throws, and for a short while after, an equal error without asking it
   */
  get(key: string, load: Load, options: GetOptions): Promise<Cached>;
  /** Lets the shared store go. */
  close(): Promise<void>;
}

/** Makes a cache of answers, in this process' memory and, where a store is given, in what replicas share. */
export function createPageCache(options: PageCacheOptions): PageCache {
  const { loadTimeoutMs, shared = NO_SHARED_STORE, logger, clock = SYSTEM_CLOCK } = options;
  const memory = createMemory(options);
  const metrics = createCacheMetrics(options.metrics);
  const storage = createStorage({ memory, shared, clock });
  const renew = createRenew({ storage, shared, loadTimeoutMs, clock });
  const find = createFind({ storage, renew, logger, clock });

  const peek = (key: string): Cached | undefined => {
    const entry = memory.entry(key);
    const now = clock.now();
    if (!isUsable(entry, 0, now)) return undefined;
    metrics.answered('HIT');
    return cachedOf({ entry, state: 'HIT' }, now);
  };

  const loadAnew = async (key: string, load: Load): Promise<Found> => {
    const { entry } = await renew({ key, load, known: undefined, fresh: true });
    return { entry, state: 'BYPASS' };
  };

  return {
    peek,
    get: async (key, load, { fresh }) => {
      try {
        const found = await (fresh ? loadAnew : find)(key, load);
        metrics.answered(found.state);
        return cachedOf(found, clock.now());
      } catch (error) {
        metrics.answered('FAILED');
        throw error;
      } finally {
        metrics.holds(memory.size());
      }
    },
    close: () => shared.close(),
  };
}
