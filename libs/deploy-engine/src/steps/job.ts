import type { Cluster } from '../cluster/cluster.ts';
import type { Environment } from '../engine/environment.ts';
import type { Outcome, RunningPhase } from '../engine/progress.ts';
import type { Ledger } from '../records/ledger.ts';
import type { UnderWay } from '../records/record-schema.ts';
import type { RolloutReport } from '../rollout/watch-rollout.ts';

/** A deploy that this process holds. */
export interface Job {
  readonly environment: Environment;
  /** That of the environment, for as long as it is held. */
  readonly cluster: Cluster;
  /** Aborted when it is held no longer, or this process is to stop. */
  readonly signal: AbortSignal;
  /** What is kept of it: enough to go on from there. */
  readonly record: UnderWay;
  readonly ledger: Ledger;
  /** Keeps more of it, and tells it. */
  note(more: Partial<UnderWay>): Promise<void>;
  /** Tells how far the pods are; nothing of it is kept. */
  report(report: RolloutReport): void;
}

/** Does what a phase is for. @returns what comes next */
export type Step = (job: Job) => Promise<RunningPhase | Outcome>;

/** What is done in each phase. */
export type Steps = Readonly<Record<RunningPhase, Step>>;
