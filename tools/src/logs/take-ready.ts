import type { Entry } from './entry.ts';

/** What has come from a place. */
export interface Queue {
  entries: readonly Entry[];
  /** The first that has not left. */
  next: number;
  hasEnded: boolean;
}

/**
 * Takes the entries that leave now, the oldest first. One leaves when no queue may yet get an older one, or when it has waited
 * long enough.
 *
 * @param isGrowing whether further queues may come
 * @param readBefore entries read before it have waited long enough, ms by `performance.now()`
 */
export function takeReady(queues: readonly Queue[], isGrowing: boolean, readBefore: number): readonly Entry[] {
  const leaving: Entry[] = [];
  for (let oldest = oldestOf(queues); oldest !== undefined; oldest = oldestOf(queues)) {
    const { queue, entry } = oldest;
    if (entry.readAt > readBefore && (isGrowing || queues.some(mayGetOlder))) break;
    leaving.push(entry);
    queue.next++;
  }
  for (const queue of queues) {
    queue.entries = queue.entries.slice(queue.next);
    queue.next = 0;
  }
  return leaving;
}

interface Oldest {
  readonly queue: Queue;
  readonly entry: Entry;
}

function oldestOf(queues: readonly Queue[]): Oldest | undefined {
  let oldest: Oldest | undefined;
  for (const queue of queues) {
    const entry = queue.entries[queue.next];
    if (entry !== undefined && (oldest === undefined || entry.at < oldest.entry.at)) oldest = { queue, entry };
  }
  return oldest;
}

const mayGetOlder = ({ entries, next, hasEnded }: Queue): boolean => !hasEnded && next === entries.length;
