import type { Release } from '../registry/registry.ts';
import type { DeployKind, DeployProgress, Outcome } from './progress.ts';
import type { Actor, Target } from './target.ts';

/** What a person, or the rules, keep from being deployed to. */
export interface Lock {
  /** A service, or `all`. */
  readonly service: string;
  readonly environment: string;
  readonly actor: Actor;
  readonly reason: string;
  /** ISO 8601. */
  readonly since: string;
  readonly ageMs: number;
  /** Whether it is older than the rules let it be without a word. */
  readonly toBeReminded: boolean;
}

export interface CanaryStatus {
  readonly release: Release;
  readonly percent: number;
  readonly actor: Actor;
  /** ISO 8601. */
  readonly since: string;
  readonly ready: number;
  readonly wanted: number;
}

/** A release that failed, which nothing but force takes again. */
export interface RefusedRelease {
  readonly version: string;
  readonly digest: string;
  readonly why: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface ServiceStatus {
  readonly target: Target;
  /** What runs; null where nothing does, or nobody knows of which release it is. */
  readonly release: Release | null;
  /** The image that runs; null where nothing does. */
  readonly image: string | null;
  readonly ready: number;
  readonly wanted: number;
  /** What was last done, and by whom; null where nothing was. */
  readonly last: HistoryEntry | null;
  readonly underWay: DeployProgress | null;
  readonly canary: CanaryStatus | null;
  /** Of the service, or of all. */
  readonly lock: Lock | null;
  /** Why the rules let nothing in now; null where they do. */
  readonly freeze: string | null;
  readonly refused: readonly RefusedRelease[];
}

/** What was done once. */
export interface HistoryEntry {
  readonly id: string;
  readonly kind: DeployKind;
  readonly actor: Actor;
  readonly confirmedBy?: Actor;
  readonly from: Release | null;
  readonly to: Release;
  readonly reason?: string;
  /** When it began. ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly outcome: Outcome;
  /** What was wrong, where something was: a sentence. */
  readonly why?: string;
}

/** What a pod printed last. */
export interface PodLog {
  readonly pod: string;
  readonly lines: readonly string[];
}
