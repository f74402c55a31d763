import { LRUCache } from 'lru-cache';

export interface CacheOptions {
  /** How many values are kept, the least recently used leaving first; 0 keeps none. */
  readonly maxEntries: number;
  readonly ttlMs: number;
}

export interface Cached<T> {
  readonly value: T;
  /** Milliseconds since it was loaded. */
  readonly ageMs: number;
  readonly hit: boolean;
}

export interface CoalescingCache<T> {
  /**
   * The kept value, or what `load` gives. However many ask for a key at once, one load runs.
   *
   * @param fresh pass a kept value by; a load under way is fresh enough
   * @throws what `load` throws, to everyone who waits for it; failures are not kept
   */
  get(key: string, load: () => Promise<T>, fresh: boolean): Promise<Cached<T>>;
}

interface Entry<T> {
  readonly value: T;
  readonly loadedAt: number;
}

/** A cache in the process's memory in which concurrent loads of a key are one. */
export function createCoalescingCache<T>({ maxEntries, ttlMs }: CacheOptions): CoalescingCache<T> {
  const kept = maxEntries > 0 ? new LRUCache<string, Entry<T>>({ max: maxEntries, ttl: ttlMs }) : undefined;
  const underWay = new Map<string, Promise<Entry<T>>>();

  const start = async (key: string, load: () => Promise<T>): Promise<Entry<T>> => {
    try {
      const entry = { value: await load(), loadedAt: performance.now() };
      kept?.set(key, entry);
      return entry;
    } finally {
      underWay.delete(key);
    }
  };

  return {
    get: async (key, load, fresh) => {
      const found = fresh ? undefined : kept?.get(key);
      if (found !== undefined) {
        return { value: found.value, ageMs: performance.now() - found.loadedAt, hit: true };
      }
      let loading = underWay.get(key);
      if (loading === undefined) {
        loading = start(key, load);
        underWay.set(key, loading);
      }
      const { value } = await loading;
      return { value, ageMs: 0, hit: false };
    },
  };
}
