import { createCoalesce } from '@exemplar/http-kit';

import type { Clock } from './clock.ts';
import type { Entry } from './entry.ts';
import { failureOf } from './failure.ts';
import { STALENESS } from './lifetimes.ts';
import type { Memory } from './memory.ts';
import type { Known, SharedStore } from './shared-store.ts';

/** This process' memory in front of what replicas share. */
export interface Storage {
  /** What this process knows of a key. */
  known(key: string): Known;
  /** What the replicas know of a key, which this process then knows as well. */
  lookUp(key: string): Promise<Known>;
  /** Keeps an entry, here at once. */
  keepEntry(key: string, entry: Entry): void;
  /** Keeps why a load failed, where it is to be remembered. */
  keepFailure(key: string, error: unknown): void;
}

export interface StorageOptions {
  readonly memory: Memory;
  readonly shared: SharedStore;
  readonly clock: Clock;
}

export function createStorage({ memory, shared, clock }: StorageOptions): Storage {
  const lookUps = createCoalesce<Known>();
  const known = (key: string): Known => ({ entry: memory.entry(key), failure: memory.failure(key, clock.now()) });
  return {
    known,
    lookUp: (key) =>
      lookUps(key, async () => {
        const { entry, failure } = await shared.read(key);
        // what this process wrote last may not have reached the others
        if (entry !== undefined && isNewer(entry, memory.entry(key))) memory.keepEntry(key, entry);
        if (failure !== undefined) memory.keepFailure(key, failure);
        return known(key);
      }),
    keepEntry: (key, entry) => {
      memory.keepEntry(key, entry);
      void shared.writeEntry(key, entry, entry.freshUntil - clock.now() + STALENESS.ifErrorMs);
    },
    keepFailure: (key, error) => {
      const now = clock.now();
      const failure = failureOf(error, now);
      if (failure === undefined) return;
      memory.keepFailure(key, failure);
      void shared.writeFailure(key, failure, failure.until - now);
    },
  };
}

function isNewer(entry: Entry, other: Entry | undefined): boolean {
  return other === undefined || entry.loadedAt > other.loadedAt;
}
