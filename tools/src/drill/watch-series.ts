import { goOn, type Reading } from './go-on.ts';
import type { Processes } from './open-processes.ts';
import { readSeries } from './read-series.ts';

/** What Prometheus has of a service, from the beginning of a trouble to its end. */
export interface SeriesWatch {
  /** @returns when it was read, ms */
  readonly begin: () => Promise<number>;
  /** From now on it only goes on. Where nobody says so, it has since it began. */
  readonly lasts: () => Promise<void>;
  /** What was first is the end. */
  readonly end: () => Promise<void>;
  /** Hours as usual, and then an hour of that trouble: in the notation of `promtool test rules`. */
  readonly goneOn: () => Readonly<Record<string, string>>;
}

export function watchSeries(
  service: string,
  { running, started }: Pick<Processes, 'running' | 'started'>,
): SeriesWatch {
  const nothing: Reading = { series: new Map(), at: performance.now() };
  let [before, since, after] = [nothing, nothing, nothing];
  const read = async (): Promise<Reading> => {
    const series = await readSeries(service, running(), started());
    return { series, at: performance.now() };
  };
  return {
    begin: async () => {
      before = since = await read();
      return before.at;
    },
    lasts: async () => {
      since = await read();
    },
    end: async () => {
      if (after === nothing) after = await read();
    },
    goneOn: () => goOn({ from: nothing, to: before }, { from: since, to: after }),
  };
}
