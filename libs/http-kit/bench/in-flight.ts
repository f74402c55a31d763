import { setImmediate as turn } from 'node:timers/promises';

import { createInFlight } from '../src/in-flight/in-flight.ts';
import { median } from './median.ts';

/**
 * What it costs that requests are kept in a Set while they are in flight, beside `createInFlight` and beside not keeping them. A request
 * is 3,000 small objects, made in five turns of the event loop. The old generation is collected once, as it is in every service sooner or
 * later: what is in flight then gets into it. Run: `node --expose-gc bench/in-flight.ts`. CPU time of this process, its collections of garbage
 * included.
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

/** CPU time a request, in µs. */
async function measure(start: ReturnType<Keep>): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  let left = SLICE;
  const worker = async (): Promise<void> => {
    while ((left -= 1) >= 0) {
      if (left === SLICE / 2) globalThis.gc?.();
      await request(start);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / SLICE;
}

const taken: Record<string, number[]> = {};
for (let slice = -1; slice < SLICES; slice += 1) {
  for (const [name, keep] of Object.entries(SUBJECTS)) {
    const micros = await measure(keep());
    if (slice >= 0) (taken[name] ??= []).push(micros);
  }
}

console.log(`\nRequests in flight, ${AT_ONCE} at a time, medians of ${SLICES} slices:\n`);
const [least = []] = Object.values(taken);
for (const [name, micros] of Object.entries(taken)) {
  const ratio = median(micros.map((one, index) => one / (least[index] ?? 1)));
  console.log(`  ${name.padEnd(15)} ${median(micros).toFixed(0).padStart(5)} µs CPU/request  ${ratio.toFixed(2)}x`);
}
