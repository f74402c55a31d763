import { setTimeout as sleep } from 'node:timers/promises';

import type { Logger } from '@exemplar/logging';

import { CANARY_STEPS, WITHDRAW_STEPS } from '../canary/canary-steps.ts';
import { DeployError } from '../deploy-error.ts';
import type { Environment } from '../engine/environment.ts';
import type {
  DeployKind,
  DeployProgress,
  DeployResult,
  OnProgress,
  Outcome,
  Phase,
  RunningPhase,
} from '../engine/progress.ts';
import { finished } from '../records/finished.ts';
import { type Hold, HoldLostError } from '../records/hold.ts';
import type { UnderWay } from '../records/record-schema.ts';
import type { RolloutReport } from '../rollout/watch-rollout.ts';
import { DEPLOY_STEPS } from '../steps/deploy-steps.ts';
import type { Job, Steps } from '../steps/job.ts';
import { progressOf } from './progress-of.ts';

const STEPS: Readonly<Record<DeployKind, Steps>> = {
  deploy: DEPLOY_STEPS,
  rollback: DEPLOY_STEPS,
  promote: DEPLOY_STEPS,
  canary: CANARY_STEPS,
  withdraw: WITHDRAW_STEPS,
};

export interface RunOptions {
  readonly environment: Environment;
  readonly hold: Hold;
  /** What the hold was taken for. */
  readonly record: UnderWay;
  /** Aborted when this process is to stop. */
  readonly closing: AbortSignal;
  readonly logger: Logger;
  readonly onProgress: OnProgress;
  /** Where it is not to be gone on with: how it ends. */
  readonly endAs?: Outcome | undefined;
}

/** How long is waited before a phase is begun again that the cluster did not answer in. Milliseconds. */
const PAUSE_MS = 500;

/**
 * Does what is under way, from the phase it is in to its end. Each phase is kept before anything of it is done, and may be done twice:
 * so whoever takes it up begins with the phase it finds.
 */
export async function runJob(options: RunOptions): Promise<DeployResult> {
  const { environment, hold, record, closing, logger } = options;
  const tell = createTell(options);
  const job = createJob(options, tell);
  let phase: Phase = options.endAs ?? record.phase;
  while (isRunning(phase)) phase = await attempt(phase, job, logger);
  const last = job.record;
  if (phase === 'handed-over') {
    if (closing.aborted) await hold.release((ledger) => ledger).catch(() => undefined);
    return tell.end(last, phase);
  }
  const outcome = phase;
  const now = Date.now();
  try {
    await hold.release((ledger) => finished(ledger, last, outcome, now));
  } catch (error) {
    logger.warn('The end of a deploy could not be kept; whoever takes it up will', {
      error,
      environment: environment.name,
    });
    return tell.end(last, 'handed-over');
  }
  return tell.end(last, outcome);
}

const RUNNING: ReadonlySet<string> = new Set<RunningPhase>([
  'starting',
  'applying',
  'rolling-out',
  'settling',
  'rolling-back',
]);

const isRunning = (phase: Phase): phase is RunningPhase => RUNNING.has(phase);

async function attempt(phase: RunningPhase, job: Job, logger: Logger): Promise<RunningPhase | Outcome> {
  try {
    job.signal.throwIfAborted();
    await job.note({ phase });
    return await STEPS[job.record.kind][phase](job);
  } catch (error) {
    if (job.signal.aborted || error instanceof HoldLostError) return 'handed-over';
    if (error instanceof DeployError && error.code === 'cluster-unreachable') {
      await sleep(PAUSE_MS);
      return phase; // For as long as it is held: a hold that cannot be renewed is lost.
    }
    logger.error('A deploy met what it was not made for', { error, id: job.record.id, phase });
    return afterFault(phase, job, error as Error);
  }
}

/** What is wrong with this program, or with what it may do, must not leave a release half-way. */
async function afterFault(phase: RunningPhase, job: Job, { message }: Error): Promise<RunningPhase | Outcome> {
  await job.note({ trouble: job.record.trouble ?? { code: 'internal', sentence: message } }).catch(() => undefined);
  return phase === 'starting' || phase === 'rolling-back' ? 'failed' : 'rolling-back';
}

interface Tell {
  now(record: UnderWay, report?: RolloutReport): void;
  end(record: UnderWay, outcome: Outcome): DeployResult;
}

/** Tells each change once, in order. */
function createTell({ environment, onProgress, logger }: RunOptions): Tell {
  let latest: RolloutReport = { ready: 0, wanted: 0 };
  let told = '';
  const tell = (progress: DeployProgress): void => {
    const { elapsedMs: _elapsed, ...rest } = progress;
    const text = JSON.stringify(rest);
    if (text === told) return;
    told = text;
    try {
      onProgress(progress);
    } catch (error) {
      logger.error('What is told of a deploy was not taken', { error, id: progress.id });
    }
  };
  return {
    now: (record, report = latest) => {
      latest = report;
      tell(progressOf(record, environment.name, record.phase, report));
    },
    end: (record, outcome) => {
      const { trouble: _passing, ...counts } = latest;
      const result = { ...progressOf(record, environment.name, outcome, counts), phase: outcome };
      tell(result);
      return result;
    },
  };
}

function createJob({ environment, hold, record, closing }: RunOptions, tell: Tell): Job {
  const signal = AbortSignal.any([hold.lost, closing]);
  const current = (): UnderWay => ({ ...record, ...hold.ledger.underWay });
  return {
    environment,
    cluster: environment.cluster.until(signal),
    signal,
    get record() {
      return current();
    },
    get ledger() {
      return hold.ledger;
    },
    note: async (more) => {
      await hold.update((ledger) => ({ ...ledger, underWay: { ...record, ...ledger.underWay, ...more } }));
      tell.now(current());
    },
    report: (report) => {
      tell.now(current(), report);
    },
  };
}
