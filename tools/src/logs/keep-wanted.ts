import type { Batches, Entry, Places } from './entry.ts';

type Test = (entry: Entry) => boolean;

/** The same places, and of each only what is wanted: nothing else has to wait for its turn. */
export async function* keepWanted(places: Places, isWanted: Test): AsyncGenerator<Batches<Entry>> {
  for await (const batches of places) yield wantedIn(batches, isWanted);
}

async function* wantedIn(batches: Batches<Entry>, isWanted: Test): AsyncGenerator<readonly Entry[]> {
  for await (const entries of batches) yield entries.filter(isWanted);
}
