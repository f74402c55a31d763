import type { Service } from '../descriptor/service-schema.ts';
import { findHighestRate } from './find-highest-rate.ts';
import { judge, rounded, type Verdict } from './judge.ts';
import type { Limit } from './load-report.ts';
import { averageRate, PROFILES, type Rate } from './profiles.ts';
import type { Mix } from './read-mix.ts';
import type { LoadOptions } from './read-options.ts';
import { type Moment, type Outcome, runLoad } from './run-load.ts';
import type { Targets } from './start-targets.ts';

/** What is needed to load a service, as often as it takes. */
export interface Trials {
  readonly service: Service;
  readonly mix: Mix;
  readonly options: LoadOptions;
  /** Starts so many processes of the service, or finds the one that runs. */
  readonly start: (processes: number) => Promise<Targets>;
  /** @param what is tried, for people */
  readonly onMoment: (what: string, moment: Moment) => void;
}

/** A load that was sent, and how it went. */
export interface Trial {
  readonly target: string;
  /** Requests a second that were to arrive, on average. */
  readonly asked: number;
  readonly outcome: Outcome;
  readonly verdict: Verdict;
  readonly limits: readonly Limit[];
}

type Attempt = Omit<Trial, 'limits'>;

/** Sends the load of a profile. */
export async function tryProfile(trials: Trials): Promise<Trial> {
  const { options, service } = trials;
  await using started = await trials.start(options.processes);
  const attempt = senderOf(trials, started, counter());
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
    const attempt = senderOf(trials, started, nextNumber);
    const search = await findHighestRate(rateOf(service, options)(0), async (rate) => {
      const tried = await attempt(() => rate, `${processes} × ${rounded(rate)}/s`);
      if (processes === 1) ofOne.push(tried);
      return tried.verdict.passed;
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

function senderOf({ service, mix, options, onMoment }: Trials, { targets, what }: Targets, nextNumber: () => number) {
  return async (rate: Rate, name: string): Promise<Attempt> => {
    const outcome = await runLoad({
      targets,
      mix,
      rate,
      seconds: options.seconds,
      nextNumber,
      onMoment: (moment) => {
        onMoment(name, moment);
      },
    });
    const asked = outcome.sent / options.seconds;
    return { target: what, asked, outcome, verdict: judge(service, outcome, asked) };
  };
}
