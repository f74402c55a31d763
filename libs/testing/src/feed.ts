import { EventEmitter, once } from 'node:events';
import { inspect } from 'node:util';

/** How long a wait lasts unless told otherwise, in ms: shorter than a spec may take, so that the wait says what is missing. */
export const PATIENCE_MS = 10_000;

/** What came so far, and a way to wait for what comes. */
export interface Feed<T extends object> {
  readonly items: readonly T[];
  readonly push: (item: T) => void;
  /**
   * Waits for the first item, past or to come, that the predicate takes.
   *
   * @throws an Error that shows the latest items, after `timeoutMs`; what the predicate throws
   */
  readonly first: (matches: (item: T) => boolean, timeoutMs?: number) => Promise<T>;
}

/** @param what an item, for the error: `a log line` */
export function createFeed<T extends object>(what: string): Feed<T> {
  const items: T[] = [];
  const arrivals = new EventEmitter().setMaxListeners(0);
  const late = (timeoutMs: number): Error =>
    new Error(
      `${what} that matches did not come within ${timeoutMs} ms; the last of ${items.length}: ${latest(items)}`,
    );
  return {
    items,
    push: (item) => {
      items.push(item);
      arrivals.emit('item');
    },
    first: async (matches, timeoutMs = PATIENCE_MS) => {
      const signal = AbortSignal.timeout(timeoutMs);
      for (let seen = 0; ;) {
        const found = items.slice(seen).find(matches);
        if (found !== undefined) return found;
        seen = items.length;
        await once(arrivals, 'item', { signal }).catch(() => {
          throw late(timeoutMs);
        });
      }
    },
  };
}

const latest = (items: readonly object[]): string => inspect(items.slice(-3), { depth: 4, maxStringLength: 500 });
