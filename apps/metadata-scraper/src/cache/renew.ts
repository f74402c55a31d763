import { createCoalesce } from '@exemplar/http-kit';

import type { Clock } from './clock.ts';
import { type Entry, type Found, isUsable } from './entry.ts';
import { errorOf } from './failure.ts';
import { entryOf, type Load, runLoad } from './load.ts';
import type { Claim, SharedStore } from './shared-store.ts';
import type { Storage } from './storage.ts';

/** What is to be loaded. */
export interface Wanted {
  readonly key: string;
  readonly load: Load;
  /** What is kept of it, to be revalidated; undefined to load it anew. */
  readonly known: Entry | undefined;
  /** Whether to load it even if another replica has a fresh one by now. */
  readonly fresh: boolean;
}

/**
 * Loads a key and keeps what comes, a failure too. One load of a key runs at a time among all replicas, and whoever
 * asks meanwhile gets its result.
 *
 * @throws what the load throws, or an equal error where it was another replica's
 */
export type Renew = (wanted: Wanted) => Promise<Found>;

export interface RenewOptions {
  readonly storage: Storage;
  readonly shared: SharedStore;
  readonly loadTimeoutMs: number;
  readonly clock: Clock;
}

/** How long one replica waits for the load of another, in ms: longer than most pages take. */
const PATIENCE_MS = 2000;

export function createRenew({ storage, shared, loadTimeoutMs, clock }: RenewOptions): Renew {
  const underWay = createCoalesce<Found>();

  const loadAlone = async ({ key, load, known }: Wanted): Promise<Found> => {
    try {
      const loaded = await runLoad(load, known, loadTimeoutMs, clock);
      const entry = entryOf(loaded, known, clock.now());
      storage.keepEntry(key, entry);
      return { entry, state: loaded.kind === 'answer' ? 'MISS' : 'REVALIDATED' };
    } catch (error) {
      storage.keepFailure(key, error);
      throw error;
    }
  };

  /** What another replica has loaded since, or has been loading. */
  const loadedElsewhere = async (key: string, claim: Claim): Promise<Found | undefined> => {
    if (claim.state === 'unknown') return undefined;
    if (claim.state === 'taken') await claim.released(PATIENCE_MS);
    const { entry, failure } = await storage.lookUp(key);
    if (isUsable(entry, 0, clock.now())) return { entry, state: 'HIT' };
    if (failure !== undefined) throw errorOf(failure);
    return undefined;
  };

  return (wanted) =>
    underWay(wanted.key, async () => {
      const claim = await shared.claim(wanted.key, loadTimeoutMs);
      try {
        const elsewhere = wanted.fresh ? undefined : await loadedElsewhere(wanted.key, claim);
        return elsewhere ?? (await loadAlone(wanted));
      } finally {
        if (claim.state === 'held') void claim.release();
      }
    });
}
