import { z } from 'zod';

import { rounded } from './judge.ts';

/** A run that another one is compared with: what is read of its report. */
const lastRunSchema = z.object({
  at: z.iso.datetime(),
  version: z.string().optional(),
  seconds: z.number(),
  rate: z.object({ asked: z.number() }),
  figures: z.record(z.string(), z.number()),
});

export interface Comparison {
  /** What it was compared with, or why with nothing. */
  readonly words: string;
  /** Each figure over that of the last run. */
  readonly ratios: Readonly<Record<string, number>>;
}

/** A run, as far as it says what may be compared with it. */
export interface Run {
  readonly profile: string;
  /** What kind of target was loaded. */
  readonly kind: string;
  readonly figures: Readonly<Record<string, number>>;
}

/**
 * Where the last run of a profile on a kind of target is kept, below the folder of a service's reports: only like is compared with like.
 */
export const lastRunFile = ({ profile, kind }: Pick<Run, 'profile' | 'kind'>): string =>
  `load-tests/${profile}.${kind.replaceAll(/[^\w.-]/g, '_')}.json`;

/**
 * Compares a run with the last one of its profile on its kind of target.
 *
 * @param last its report as text; null where there is none
 */
export function compareRuns({ profile, kind, figures }: Run, last: string | null): Comparison {
  const { data } = lastRunSchema.safeParse(parsed(last));
  if (data === undefined)
    return { words: `Nothing to compare with: no run of ${profile} before this one was against ${kind}.`, ratios: {} };
  const ratios = Object.entries(figures).flatMap(([name, value]) => {
    const before = data.figures[name];
    return before === undefined || before === 0 ? [] : [[name, value / before] as const];
  });
  const { at, version = 'unknown', rate, seconds } = data;
  const how = `${rounded(rate.asked)} requests a second for ${rounded(seconds)} s`;
  return {
    words: `Compared with the last run of ${profile} against ${kind}: ${minuteOf(at)}, version ${version}, ${how}.`,
    ratios: Object.fromEntries(ratios),
  };
}

/** A time as people write it: `2026-11-28 19:37 UTC`. */
export const minuteOf = (at: string): string => `${at.slice(0, 16).replace('T', ' ')} UTC`;

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
