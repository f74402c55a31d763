import type { ServiceContext } from '@exemplar/http-kit';

import type { CacheState } from './entry.ts';

/** What of the chassis' metrics the cache uses. */
export type Metrics = Pick<ServiceContext['metrics'], 'counter' | 'gauge'>;

export interface CacheMetrics {
  /** A request was answered; `FAILED`: it was not. */
  answered(state: CacheState | 'FAILED'): void;
  /** What the memory holds has changed. */
  holds(size: { readonly entries: number; readonly bytes: number }): void;
}

/** How well the cache does: requests by state, and what it holds. */
export function createCacheMetrics(metrics: Metrics): CacheMetrics {
  const requests = metrics.counter({
    name: 'cache_requests_total',
    help: 'Pages asked for, by how the cache came to the answer.',
    labelNames: ['state'],
  });
  // looked up once: the label of a hit would cost more than the hit
  const byState = {
    HIT: requests.labels('hit'),
    MISS: requests.labels('miss'),
    STALE: requests.labels('stale'),
    REVALIDATED: requests.labels('revalidated'),
    BYPASS: requests.labels('bypass'),
    FAILED: requests.labels('failed'),
  };
  const entries = metrics.gauge({ name: 'cache_entries', help: 'Answers kept in memory.' });
  const bytes = metrics.gauge({ name: 'cache_memory_bytes', help: 'Bytes that the answers in memory take.' });
  return {
    answered: (state) => {
      byState[state].inc();
    },
    holds: (size) => {
      entries.set(size.entries);
      bytes.set(size.bytes);
    },
  };
}
