import { createHistogram, type RecordableHistogram } from 'node:perf_hooks';

import { isRight } from './is-right.ts';
import type { MixRequest } from './read-mix.ts';

/** What became of the requests of one kind. */
export interface Kind {
  readonly name: string;
  readonly answered: number;
  readonly wrong: number;
  /** ms. */
  readonly p50: number;
  readonly p99: number;
}

/** A second of a load test, by when answers came. */
export interface Second {
  /** Since the first request was due. */
  readonly at: number;
  readonly answered: number;
  readonly wrong: number;
  /** Of the answers whose time is the service's own, ms; undefined where none came. */
  readonly p50: number | undefined;
  readonly p99: number | undefined;
}

interface Tally {
  readonly times: RecordableHistogram;
  answered: number;
  wrong: number;
}

/** Counts answers and their times, from when each was due. */
export interface Recording {
  readonly add: (asked: MixRequest, outcome: number | string, ms: number) => void;
  /** Ends a second, and tells of it. */
  readonly tick: (at: number) => Second;
  readonly kinds: () => readonly Kind[];
  /** How many were answered rightly or wrongly, all in all. */
  readonly total: () => { readonly answered: number; readonly wrong: number };
  /** What wrong answers were, and how often: `503`, `ECONNRESET`. */
  readonly failures: () => Readonly<Record<string, number>>;
  /** Of the answers whose time is the service's own: the time in ms that this share, in per cent, kept. */
  readonly percentile: (share: number) => number;
}

/** Histograms take whole numbers from 1 on: microseconds. */
const US = 1000;
const HIGHEST_MS = 600_000;

const newTally = (): Tally => ({
  times: createHistogram({ lowest: 1, highest: HIGHEST_MS * US, figures: 3 }),
  answered: 0,
  wrong: 0,
});
const percentileOf = ({ times }: Tally, share: number): number =>
  times.count === 0 ? 0 : times.percentile(share) / US;

export function createRecording(): Recording {
  const all = newTally();
  const second = newTally();
  const kinds = new Map<string, Tally>();
  const failures: Record<string, number> = {};

  const kindOf = (name: string): Tally => {
    const kind = kinds.get(name) ?? newTally();
    kinds.set(name, kind);
    return kind;
  };
  return {
    add: (asked, outcome, ms) => {
      const right = isRight(asked, outcome);
      if (!right) failures[outcome] = (failures[outcome] ?? 0) + 1;
      const time = Math.min(Math.max(1, Math.round(ms * US)), HIGHEST_MS * US);
      const kind = kindOf(asked.name);
      for (const tally of [all, second, kind]) {
        tally.answered += Number(right);
        tally.wrong += Number(!right);
        if (asked.timed || tally === kind) tally.times.record(time);
      }
    },
    tick: (at) => {
      const { answered, wrong } = second;
      const timeOf = (share: number) => (second.times.count === 0 ? undefined : percentileOf(second, share));
      const told = { at, answered, wrong, p50: timeOf(50), p99: timeOf(99) };
      Object.assign(second, { answered: 0, wrong: 0 });
      second.times.reset();
      return told;
    },
    kinds: () =>
      [...kinds].map(([name, kind]) => ({
        name,
        answered: kind.answered,
        wrong: kind.wrong,
        p50: percentileOf(kind, 50),
        p99: percentileOf(kind, 99),
      })),
    total: () => ({ answered: all.answered, wrong: all.wrong }),
    failures: () => failures,
    percentile: (share) => percentileOf(all, share),
  };
}
