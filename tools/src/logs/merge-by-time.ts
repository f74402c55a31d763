import type { Batches, Entry, Places } from './entry.ts';
import { type Queue, takeReady } from './take-ready.ts';

/** A place from which more have come is not read on until they have left. */
const MAX_WAITING = 5000;

interface Place extends Queue {
  /** Has it be read on. */
  resume: () => void;
}

/**
 * Merges what several places give, each in its own order, by time.
 *
 * An entry leaves when every other place has shown that it has no older one. It waits no longer than the patience, though: a place that
 * is followed may have nothing to show for hours, and one that hangs must not hold up the others.
 *
 * @param places may come one by one, for as long as they like
 * @throws what a place throws
 */
export async function* mergeByTime(places: Places, patienceMs: number): AsyncGenerator<readonly Entry[]> {
  const open = new Set<Place>();
  const failures: unknown[] = [];
  const state = { isGrowing: true };
  const bell = createBell();
  const watch = (work: Promise<void>, end: () => void): void => {
    void work
      .catch((error: unknown) => failures.push(error))
      .finally(() => {
        end();
        bell.ring();
      });
  };
  const addAll = async (): Promise<void> => {
    for await (const batches of places) {
      const place: Place = { entries: [], next: 0, hasEnded: false, resume: () => undefined };
      open.add(place);
      watch(fill(place, batches, bell.ring), () => (place.hasEnded = true));
    }
  };
  watch(addAll(), () => (state.isGrowing = false));
  const timer = setInterval(bell.ring, patienceMs).unref();
  try {
    while (state.isGrowing || open.size > 0) {
      const { rung } = bell;
      const leaving = takeReady([...open], state.isGrowing, performance.now() - patienceMs);
      for (const place of open) goOn(place, open);
      if (leaving.length > 0) yield leaving;
      else if (state.isGrowing || open.size > 0) await rung;
      if (failures.length > 0) throw failures[0];
    }
  } finally {
    clearInterval(timer);
  }
}

async function fill(place: Place, batches: Batches<Entry>, ring: () => void): Promise<void> {
  for await (const batch of batches) {
    place.entries = place.entries.concat(batch);
    ring();
    if (place.entries.length > MAX_WAITING) await new Promise<void>((resolve) => (place.resume = resolve));
  }
}

/** Has a place read on where there is room, and forgets one that has nothing more. */
function goOn(place: Place, open: Set<Place>): void {
  if (place.entries.length <= MAX_WAITING) place.resume();
  if (place.hasEnded && place.entries.length === 0) open.delete(place);
}

/** What tells whoever waits that something has changed. */
function createBell() {
  let next = Promise.withResolvers<undefined>();
  return {
    ring: (): void => {
      next.resolve(undefined);
      next = Promise.withResolvers();
    },
    get rung(): Promise<undefined> {
      return next.promise;
    },
  };
}
