import type { ServiceContext } from '@exemplar/http-kit';

import type { Clock } from './clock.ts';
import { type Entry, type Found, isUsable } from './entry.ts';
import { errorOf, isExpected, isPassing } from './failure.ts';
import { STALENESS } from './lifetimes.ts';
import type { Load } from './load.ts';
import type { Renew } from './renew.ts';
import type { Known } from './shared-store.ts';
import type { Storage } from './storage.ts';

/**
 * Finds an answer for a key: a fresh one, a stale one that is being refreshed, a loaded one, or a staler one where the
 * origin fails.
 *
 * @throws what the load throws, or an equal error while that is remembered
 */
export type Find = (key: string, load: Load) => Promise<Found>;

export interface FindOptions {
  readonly storage: Storage;
  readonly renew: Renew;
  /** For bugs of a refresh, which nobody waits for. */
  readonly logger: Pick<ServiceContext['logger'], 'error'>;
  readonly clock: Clock;
}

export function createFind({ storage, renew, logger, clock }: FindOptions): Find {
  const knownOf = async (key: string): Promise<Known> => {
    const known = storage.known(key);
    const isEnough = known.failure !== undefined || isUsable(known.entry, STALENESS.whileRefreshingMs, clock.now());
    return isEnough ? known : storage.lookUp(key);
  };

  const refresh = (key: string, load: Load, known: Entry): void => {
    renew({ key, load, known, fresh: false }).catch((error: unknown) => {
      if (!isExpected(error)) logger.error('a page could not be refreshed', { error });
    });
  };

  const loadOrFail = async (key: string, load: Load, { entry, failure }: Known): Promise<Found> => {
    if (failure !== undefined) throw errorOf(failure);
    return renew({ key, load, known: entry, fresh: false });
  };

  return async (key, load) => {
    const known = await knownOf(key);
    const { entry, failure } = known;
    if (isUsable(entry, 0, clock.now())) return { entry, state: 'HIT' };
    if (isUsable(entry, STALENESS.whileRefreshingMs, clock.now())) {
      if (failure === undefined) refresh(key, load, entry);
      return { entry, state: 'STALE' };
    }
    try {
      return await loadOrFail(key, load, known);
    } catch (error) {
      if (isUsable(entry, STALENESS.ifErrorMs, clock.now()) && isPassing(error)) return { entry, state: 'STALE' };
      throw error;
    }
  };
}
