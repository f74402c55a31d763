import { cpus } from 'node:os';

import { z } from 'zod';

import type { Service } from '../descriptor/service-schema.ts';
import { compareRuns, type Comparison } from './compare-runs.ts';
import type { Search } from './find-highest-rate.ts';
import { hintsFor } from './hints-for.ts';
import type { Verdict } from './judge.ts';
import type { MemoryTrend } from './memory-trend.ts';
import { planWords, type PodPlan, podsFor } from './pods-for.ts';
import { averageRate, type ProfileName, PROFILES } from './profiles.ts';
import type { Mix } from './read-mix.ts';
import type { LoadOrigins } from './read-origins.ts';
import type { Kind } from './recording.ts';
import type { Moment, Outcome } from './run-load.ts';
import type { Trial } from './trials.ts';

/** What others read of the report of the last run. */
export const loadReportSchema = z.object({
  /** When the run began. */
  at: z.iso.datetime(),
  profile: z.string(),
  /** Requests a second that were answered. */
  rate: z.object({ reached: z.number() }),
  verdict: z.object({ passed: z.boolean() }),
  figures: z.record(z.string(), z.number()),
});

/** The highest rate that so many processes held. */
export interface Limit extends Search {
  readonly processes: number;
}

/** What a load test found, as its report has it. */
export interface LoadReport {
  readonly service: string;
  readonly at: string;
  readonly profile: string;
  readonly means: string;
  readonly target: string;
  /** What kind of target that is, and what version it says it is. */
  readonly kind: string;
  readonly version: string | undefined;
  /** Where the target reached what the mix opened, and what that listened on; undefined where only this machine could. */
  readonly origins: string | undefined;
  readonly machine: string;
  /** How long requests arrived; of `stress`, in each step. */
  readonly seconds: number;
  /** Requests a second. */
  readonly rate: { readonly stated: number; readonly asked: number; readonly reached: number };
  readonly slo: Service['slo'];
  readonly verdict: Verdict;
  /** What runs are compared by; ms, cores and MB. */
  readonly figures: Readonly<Record<string, number>>;
  readonly kinds: readonly Kind[];
  readonly failures: Readonly<Record<string, number>>;
  /** What to do about them. */
  readonly hints: readonly string[];
  /** The time in ms that each share of answers, in per cent, kept. */
  readonly percentiles: readonly (readonly [share: number, ms: number])[];
  readonly moments: readonly Moment[];
  /** Of `soak`: where its memory is going. */
  readonly trend: MemoryTrend | undefined;
  /** Of `stress`: how far it goes. */
  readonly limits: readonly Limit[];
  /** Where one process holds any rate: how many pods that makes for what is stated, and for more. */
  readonly pods: { readonly words: string; readonly plans: readonly PodPlan[] } | undefined;
  readonly comparison: Comparison;
}

const SHARES = [1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98, 99, 99.5, 99.9, 99.95, 99.99, 100];
const MEGABYTE = 1e6;

export interface Finding {
  readonly service: Service;
  readonly profile: ProfileName;
  readonly kind: string;
  readonly seconds: number;
  readonly mix: Mix;
  readonly origins: LoadOrigins | undefined;
  readonly at: Date;
  readonly trial: Trial;
  /** The report of the last run of this profile on this kind of target, as text; null where there is none. */
  readonly last: string | null;
}

export function loadReport(finding: Finding): LoadReport {
  const { service, profile, kind, seconds, at, trial } = finding;
  const { target, version, asked, outcome, trend, verdict, limits } = trial;
  const { recording, moments, reached } = outcome;
  const figures = figuresOf(outcome, limits);
  const [cpu] = cpus();
  return {
    service: service.name,
    at: at.toISOString(),
    profile,
    means: PROFILES[profile].means,
    target,
    kind,
    version,
    origins: originsWords(finding),
    machine: `${cpus().length} × ${String(cpu?.model.trim())}, of which who asks took ${outcome.ownCores.toFixed(2)}; Node ${process.versions.node}`,
    seconds,
    rate: { stated: averageRate(service.requestsPerDay), asked, reached },
    slo: service.slo,
    verdict,
    figures,
    kinds: recording.kinds(),
    failures: recording.failures(),
    hints: hintsFor(finding.mix, recording.failures()),
    percentiles: SHARES.map((share) => [share, recording.percentile(share)]),
    moments,
    trend,
    limits,
    pods: podsOf(service, limits),
    comparison: compareRuns({ profile, kind, figures }, finding.last),
  };
}

function originsWords({ mix, origins }: Finding): string | undefined {
  if (origins === undefined || mix.origins === undefined) return undefined;
  return `The target reaches the origins at ${mix.origins.join(', ')}; they listen on ${origins.listen}.`;
}

function figuresOf(
  { recording, moments, cpuSeconds }: Outcome,
  limits: readonly Limit[],
): Readonly<Record<string, number>> {
  const { answered, wrong } = recording.total();
  const figures: Record<string, number> = {};
  for (const share of [50, 90, 99, 99.9]) figures[`p${share} ms`] = recording.percentile(share);
  const memory = moments.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  if (cpuSeconds !== undefined) figures['CPU ms a request'] = (1000 * cpuSeconds) / (answered + wrong);
  if (memory.length > 0) figures['most memory MB'] = Math.max(...memory) / MEGABYTE;
  for (const { processes, held } of limits) figures[`requests / s held by ${processes}`] = held;
  return figures;
}

/** Requests a day that a service may grow to. */
const GROWTH = [10_000_000, 1_000_000_000];

function podsOf({ requestsPerDay, replicas }: Service, limits: readonly Limit[]): LoadReport['pods'] {
  const held = limits.find(({ processes }) => processes === 1)?.held ?? 0;
  if (held === 0) return undefined;
  return {
    words: planWords(held, replicas.min),
    plans: [requestsPerDay, ...GROWTH].map((requests) => podsFor(requests, held, replicas.min)),
  };
}
