import { cpus } from 'node:os';

import { z } from 'zod';

import type { Service } from '../descriptor/service-schema.ts';
import type { Search } from './find-highest-rate.ts';
import type { Verdict } from './judge.ts';
import { planWords, type PodPlan, podsFor } from './pods-for.ts';
import { averageRate, type ProfileName, PROFILES } from './profiles.ts';
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
  readonly machine: string;
  /** Requests a second. */
  readonly rate: { readonly stated: number; readonly asked: number; readonly reached: number };
  readonly slo: Service['slo'];
  readonly verdict: Verdict;
  /** What runs are compared by; ms, cores and MB. */
  readonly figures: Readonly<Record<string, number>>;
  readonly kinds: readonly Kind[];
  readonly failures: Readonly<Record<string, number>>;
  /** The time in ms that each share of answers, in per cent, kept. */
  readonly percentiles: readonly (readonly [share: number, ms: number])[];
  readonly moments: readonly Moment[];
  /** Of `stress`: how far it goes. */
  readonly limits: readonly Limit[];
  /** Where one process holds any rate: how many pods that makes for what is stated, and for more. */
  readonly pods: { readonly words: string; readonly plans: readonly PodPlan[] } | undefined;
  /** Each figure over that of the last run of this profile. */
  readonly ratios: Readonly<Record<string, number>>;
}

const SHARES = [1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90, 95, 98, 99, 99.5, 99.9, 99.95, 99.99, 100];
const MEGABYTE = 1e6;

export interface Finding {
  readonly service: Service;
  readonly profile: ProfileName;
  readonly at: Date;
  readonly trial: Trial;
  /** The report that is replaced, as text; null where there is none. */
  readonly last: string | null;
}

export function loadReport(finding: Finding): LoadReport {
  const { service, profile, at, trial } = finding;
  const { target, asked, outcome, verdict, limits } = trial;
  const { recording, moments, reached } = outcome;
  const figures = figuresOf(outcome);
  const [cpu] = cpus();
  return {
    service: service.name,
    at: at.toISOString(),
    profile,
    means: PROFILES[profile].means,
    target,
    machine: `${cpus().length} × ${String(cpu?.model.trim())}, of which who asks took ${outcome.ownCores.toFixed(2)}; Node ${process.versions.node}`,
    rate: { stated: averageRate(service.requestsPerDay), asked, reached },
    slo: service.slo,
    verdict,
    figures,
    kinds: recording.kinds(),
    failures: recording.failures(),
    percentiles: SHARES.map((share) => [share, recording.percentile(share)]),
    moments,
    limits,
    pods: podsOf(service, limits),
    ratios: ratiosTo(finding.last, profile, figures),
  };
}

function figuresOf({ recording, moments, cpuSeconds }: Outcome): Readonly<Record<string, number>> {
  const { answered, wrong } = recording.total();
  const figures: Record<string, number> = {};
  for (const share of [50, 90, 99, 99.9]) figures[`p${share} ms`] = recording.percentile(share);
  const memory = moments.flatMap(({ memoryBytes }) => memoryBytes ?? []);
  if (cpuSeconds !== undefined) figures['CPU ms a request'] = (1000 * cpuSeconds) / (answered + wrong);
  if (memory.length > 0) figures['most memory MB'] = Math.max(...memory) / MEGABYTE;
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

function ratiosTo(
  text: string | null,
  profile: string,
  figures: Readonly<Record<string, number>>,
): Readonly<Record<string, number>> {
  const { data } = loadReportSchema.safeParse(parsed(text));
  if (data?.profile !== profile) return {};
  const ratios = Object.entries(figures).flatMap(([name, value]) => {
    const before = data.figures[name];
    return before === undefined || before === 0 ? [] : [[name, value / before] as const];
  });
  return Object.fromEntries(ratios);
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
