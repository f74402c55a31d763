import { setImmediate as turn } from 'node:timers/promises';

import { createInFlight } from '../src/in-flight/in-flight.ts';
import { cpuInTurn } from './cpu-in-turn.ts';

/**
 * What it costs that requests are kept in a Set while they are in flight, beside `createInFlight` and beside not keeping them. A request
 * is 3,000 small objects, made in five turns of the event loop. Run: `node --expose-gc bench/in-flight.ts`. CPU time of this process, its
 * collections of garbage included.
 */
const AT_ONCE = 8;
const TURNS = 5;
const OBJECTS_A_TURN = 600;
const SLICE = 2000;
const SLICES = 9;

type Keep = () => (request: object) => () => unknown;

const SUBJECTS: Readonly<Record<string, Keep>> = {
  'not kept': () => () => () => undefined,
  createInFlight: () => createInFlight().add,
  'a Set': () => {
    const set = new Set<object>();
    return (request) => {
      set.add(request);
      return () => set.delete(request);
    };
  },
};

async function request(start: ReturnType<Keep>): Promise<void> {
  const made: object[] = [];
  const end = start(made);
  for (let at = 0; at < TURNS; at += 1) {
    for (let number = 0; number < OBJECTS_A_TURN; number += 1) made.push({ at, number });
    await turn();
  }
  end();
}

/** Begins with nothing in the young generation: what keeps requests is made when a service starts, and has outlived many collections. */
const requesting = (keep: Keep) => (): (() => Promise<void>) => {
  const start = keep();
  globalThis.gc?.();
  return () => request(start);
};

console.log(`\nRequests in flight, ${AT_ONCE} at a time, medians of ${SLICES} slices:\n`);
await cpuInTurn(
  Object.fromEntries(Object.entries(SUBJECTS).map(([name, keep]) => [name, requesting(keep)])),
  'request',
  { batch: SLICE, atOnce: AT_ONCE, rounds: SLICES, warmUp: 1 },
);
