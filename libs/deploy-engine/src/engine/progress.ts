import type { Release } from '../registry/registry.ts';
import type { Trouble } from '../trouble/trouble.ts';
import type { Actor, Target } from './target.ts';

export type DeployKind = 'deploy' | 'rollback' | 'canary' | 'promote' | 'withdraw';

/** What is going on. */
export type RunningPhase = 'starting' | 'applying' | 'rolling-out' | 'settling' | 'rolling-back';

/**
 * How it ended.
 *
 * `live`: the release serves. `canary`: it serves its share. `withdrawn`: the canary is gone. `rolled-back`: it failed, and the last
 * healthy release serves again. `failed`: it failed, and nothing healthy was there to go back to, or going back failed as well.
 * `handed-over`: this process lost its hold of it, or was told to close; another goes on.
 */
export type Outcome = 'live' | 'canary' | 'withdrawn' | 'rolled-back' | 'failed' | 'handed-over';

export type Phase = RunningPhase | Outcome;

/** How far a deploy is. Everything that a message about it says. */
export interface DeployProgress {
  /** The request's. */
  readonly id: string;
  readonly kind: DeployKind;
  readonly target: Target;
  readonly actor: Actor;
  /** What ran before; null where nothing did, or nobody knows of which release it is. */
  readonly from: Release | null;
  readonly to: Release;
  /** What the asker said of why. */
  readonly reason?: string;
  /** Of a canary: its share of the requests, 1 to 99. */
  readonly percent?: number;
  readonly phase: Phase;
  /** Pods of the release that are ready, and that are wanted. */
  readonly ready: number;
  readonly wanted: number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly elapsedMs: number;
  /** What is wrong; while it runs, what may still pass. */
  readonly trouble?: Trouble;
  /** The release that is put back, where one is. */
  readonly backTo?: Release;
  /** What the cluster does not know and was left out: a phrase each. */
  readonly leftOut: readonly string[];
  /** What else people should know: Prometheus could not be asked, or a process took it up from one that is gone. A sentence each. */
  readonly notes: readonly string[];
  /** Where the message about it is: whatever was given with the request or to `keepMessage`. */
  readonly message?: string;
}

/** How a deploy ended. */
export interface DeployResult extends DeployProgress {
  readonly phase: Outcome;
}

/** Is told each change, in order. What it throws is logged, and stops nothing. */
export type OnProgress = (progress: DeployProgress) => void;
