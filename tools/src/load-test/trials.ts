import type { Service } from '../descriptor/service-schema.ts';
import { mebibytes } from '../manifests/objects/resources.ts';
import { Failure } from '../program/failure.ts';
import { findHighestRate } from './find-highest-rate.ts';
import { judge, rounded, type Verdict } from './judge.ts';
import type { Limit } from './load-report.ts';
import { type MemoryTrend, memoryTrend } from './memory-trend.ts';
import { averageRate, PROFILES, type Rate } from './profiles.ts';
import type { Mix } from './read-mix.ts';
import type { LoadOptions } from './read-options.ts';
import { type Moment, type Outcome, runLoad } from './run-load.ts';
import type { Targets } from './start-targets.ts';
import { tryOnce } from './try-once.ts';
import { usageOf, versionOf } from './watch-targets.ts';

/** What is needed to load a service, as often as it takes. */
export interface Trials {
  readonly service: Service;
  readonly mix: Mix;
  readonly options: LoadOptions;
  /** Starts so many processes of the service, or finds the one that runs. */
  readonly start: (processes: number) => Promise<Targets>;
  /** @param what is tried, for people */
  readonly onMoment: (what: string, moment: Moment) => void;
  /** That people want it to end. */
  readonly interrupted: AbortSignal;
}

/** A load that was sent, and how it went. */
export interface Trial {
  readonly target: string;
  /** Which version it says it is. */
  readonly version: string | undefined;
  /** Requests a second that were to arrive, on average. */
  readonly asked: number;
  readonly outcome: Outcome;
  /** Of `soak`: where its memory is going. */
  readonly trend: MemoryTrend | undefined;
  readonly verdict: Verdict;
  readonly limits: readonly Limit[];
}

const MEBIBYTE = 2 ** 20;

type Attempt = Omit<Trial, 'limits'>;

/** Sends the load of a profile. */
export async function tryProfile(trials: Trials): Promise<Trial> {
  const { options, service } = trials;
  await using started = await trials.start(options.processes);
  const attempt = await senderOf(trials, started, counter());
  return { ...(await attempt(rateOf(service, options), options.profile)), limits: [] };
}

/** Looks for the highest rate that one process holds, then two, and so on. What is told in full is the best of one process. */
export async function tryLimits(trials: Trials): Promise<Trial> {
  const { options, service } = trials;
  const nextNumber = counter();
  const limits: Limit[] = [];
  const ofOne: Attempt[] = [];
  for (let processes = 1; processes <= options.processes; processes += 1) {
    await using started = await trials.start(processes);
    const attempt = await senderOf(trials, started, nextNumber);
    const search = await findHighestRate(rateOf(service, options)(0), async (rate) => {
      const tried = await attempt(() => rate, `${processes} × ${rounded(rate)}/s`);
      if (processes === 1) ofOne.push(tried);
      return { held: tried.verdict.passed, ms: tried.outcome.recording.percentile(service.slo.latency.percentile) };
    });
    limits.push({ processes, ...search });
  }
  return { ...ofOne.reduce(better), limits };
}

const better = (one: Attempt, other: Attempt): Attempt => {
  const isBetter = other.verdict.passed && (!one.verdict.passed || other.asked > one.asked);
  return isBetter ? other : one;
};

const rateOf = (service: Service, { profile, rate, seconds }: LoadOptions): Rate =>
  rate === undefined ? PROFILES[profile].rate(averageRate(service.requestsPerDay), seconds) : () => rate;

function counter(): () => number {
  let number = 0;
  return () => number++;
}

async function senderOf(
  { service, mix, options, onMoment, interrupted }: Trials,
  { targets, what, ended }: Targets,
  nextNumber: () => number,
) {
  const { profile, seconds } = options;
  await tryOnce(targets, mix, nextNumber);
  if (options.admin !== undefined && (await usageOf(targets)) === undefined) {
    throw new Failure(
      `--admin is ${options.admin.href}, where no /metrics answers. Name the service's admin port, or leave it out.`,
    );
  }
  const version = await versionOf(targets);
  const room = profile === 'soak' ? mebibytes(service.resources.memory.limit) * MEBIBYTE * targets.length : undefined;
  return async (rate: Rate, name: string): Promise<Attempt> => {
    const outcome = await runLoad({
      targets,
      mix,
      rate,
      seconds,
      nextNumber,
      signal: AbortSignal.any([interrupted, ended]),
      onMoment: (moment) => {
        onMoment(name, moment);
      },
    });
    const asked = outcome.sent / seconds;
    const trend = room === undefined ? undefined : memoryTrend(outcome.moments, room);
    return { target: what, version, asked, outcome, trend, verdict: judge(service, outcome, asked, trend) };
  };
}
