import { LRUCache } from 'lru-cache';

import type { Entry } from './entry.ts';
import type { Failure } from './failure.ts';
import { MAX_FAILURE_MS } from './lifetimes.ts';

export interface MemoryOptions {
  /** How many entries are kept, and as many failures, the least recently used leaving first; 0 keeps none. */
  readonly maxEntries: number;
  /** How many bytes the entries may take, their keys counted in. */
  readonly maxBytes: number;
}

/** What this process remembers of pages. */
export interface Memory {
  entry(key: string): Entry | undefined;
  failure(key: string, now: number): Failure | undefined;
  /** Takes the place of a failure. One entry that is larger than the whole memory is not kept. */
  keepEntry(key: string, entry: Entry): void;
  /** Leaves the entry where it is: it may still be of use. */
  keepFailure(key: string, failure: Failure): void;
  size(): { readonly entries: number; readonly bytes: number };
}

/** What an entry takes beside its texts and its body: 560 bytes of heap, measured with Node 24, and the allocator's own. */
const OVERHEAD_BYTES = 700;

/** A failure takes some 500 bytes, its message included. */
const MAX_FAILURES = 10_000;

const NO_MEMORY: Memory = {
  entry: () => undefined,
  failure: () => undefined,
  keepEntry: () => undefined,
  keepFailure: () => undefined,
  size: () => ({ entries: 0, bytes: 0 }),
};

/** Makes a memory bounded by entries and by bytes. */
export function createMemory({ maxEntries, maxBytes }: MemoryOptions): Memory {
  if (maxEntries === 0) return NO_MEMORY;
  const entries = new LRUCache<string, Entry>({ max: maxEntries, maxSize: maxBytes, sizeCalculation: sizeOf });
  const failures = new LRUCache<string, Failure>({ max: Math.min(maxEntries, MAX_FAILURES) });
  return {
    entry: (key) => entries.get(key),
    failure: (key, now) => {
      const failure = failures.get(key);
      return failure !== undefined && isRemembered(failure, now) ? failure : undefined;
    },
    keepEntry: (key, entry) => {
      entries.set(key, unpooled(entry));
      failures.delete(key);
    },
    keepFailure: (key, failure) => {
      failures.set(key, failure);
    },
    size: () => ({ entries: entries.size, bytes: entries.calculatedSize }),
  };
}

/** One that would be for too long is of a later time: the clock was set back since, maybe by hours. */
const isRemembered = ({ until }: Failure, now: number): boolean => now < until && until - now <= MAX_FAILURE_MS;

function sizeOf({ answer: { body, etag }, validators }: Entry, key: string): number {
  const texts = key.length + etag.length + (validators.etag?.length ?? 0) + (validators.lastModified?.length ?? 0);
  return OVERHEAD_BYTES + body.length + texts;
}

/** A small buffer is a piece of a larger one, all of which it would keep alive. */
function unpooled(entry: Entry): Entry {
  const { body } = entry.answer;
  if (body.buffer.byteLength === body.length) return entry;
  const own = Buffer.allocUnsafeSlow(body.length);
  body.copy(own);
  return { ...entry, answer: { ...entry.answer, body: own } };
}
