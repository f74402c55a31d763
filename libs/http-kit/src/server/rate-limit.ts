import { LRUCache } from 'lru-cache';

interface Window {
  readonly endsAt: number;
  count: number;
}

/** Counts a request; gives how long to wait where it is one too many, else 0. Seconds. */
export type TakeFromLimit = (client: string) => number;

const WINDOW_MS = 60_000;
/** The longest unseen clients are forgotten beyond this number, so that a flood of addresses costs a few MB at most. */
const MAX_CLIENTS = 50_000;

/**
 * Makes the rate limit: so many requests in the minute that begins with a client's first.
 *
 * It is counted in this process: with several replicas behind a balancer the limit is per replica. It is synchronous
 * and in constant memory, which is why it is no library's: those count through promises and a timer for each client.
 *
 * @param perMinute how many are let through
 * @param now milliseconds that never go back
 */
export function createRateLimit(perMinute: number, now: () => number = () => performance.now()): TakeFromLimit {
  const windows = new LRUCache<string, Window>({ max: MAX_CLIENTS });
  return (client) => {
    const time = now();
    const current = windows.get(client);
    if (current === undefined || time >= current.endsAt) {
      windows.set(client, { endsAt: time + WINDOW_MS, count: 1 });
      return 0;
    }
    current.count += 1;
    return current.count > perMinute ? Math.max(1, Math.ceil((current.endsAt - time) / 1000)) : 0;
  };
}
