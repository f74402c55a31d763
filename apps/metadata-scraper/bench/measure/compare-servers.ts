import { after, type Clients } from '../load/closed-loop.ts';
import { inTurn } from './in-turn.ts';
import { cpuMicros } from './process-figures.ts';
import { median } from './statistics.ts';

export interface MeasuredServer {
  readonly pid: number;
  readonly clients: Clients;
  /** The path of the next request. */
  readonly path: () => string;
}

export interface ServerFigures {
  readonly perSecond: number;
  readonly cpuMicros: number;
}

/** A warm-up lasts as long as this, and as many requests: on a busy machine, V8 has not compiled after so long what a page runs through. */
const WARM_UP_MS = 2000;
const WARM_UP_REQUESTS = 3000;
const SLICE_MS = 500;
const SLICES = 16;

/**
 * Loads two servers in turn, as much as they bear, in slices of half a second.
 *
 * @returns medians of each, and of ours as a share of the bare one: more is better
 */
export async function compareServers(
  bare: MeasuredServer,
  ours: MeasuredServer,
): Promise<{ readonly bare: ServerFigures; readonly ours: ServerFigures; readonly share: ServerFigures }> {
  const servers = { bare, ours };
  for (const { clients, path } of [bare, ours]) await clients.load(path, afterWarmUp());
  const slices = await inTurn(['bare', 'ours'], SLICES, (name) => measure(servers[name]));
  const pairs = slices.bare.map((slice, index) => ({ bare: slice, ours: slices.ours[index] ?? slice }));
  return {
    bare: medians(slices.bare),
    ours: medians(slices.ours),
    share: medians(
      pairs.map((pair) => ({
        perSecond: pair.ours.perSecond / pair.bare.perSecond,
        cpuMicros: pair.bare.cpuMicros / pair.ours.cpuMicros,
      })),
    ),
  };
}

function afterWarmUp(): () => boolean {
  const isLate = after(WARM_UP_MS);
  let requests = 0;
  return () => {
    requests += 1;
    return isLate() && requests > WARM_UP_REQUESTS;
  };
}

async function measure({ pid, clients, path }: MeasuredServer): Promise<ServerFigures> {
  const cpu = cpuMicros(pid);
  const start = performance.now();
  const count = await clients.load(path, after(SLICE_MS));
  const seconds = (performance.now() - start) / 1000;
  return { perSecond: count / seconds, cpuMicros: (cpuMicros(pid) - cpu) / count };
}

const medians = (all: readonly ServerFigures[]): ServerFigures => ({
  perSecond: median(all.map(({ perSecond }) => perSecond)),
  cpuMicros: median(all.map(({ cpuMicros: micros }) => micros)),
});
