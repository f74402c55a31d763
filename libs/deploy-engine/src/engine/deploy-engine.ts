import type { Plan, ReleaseDiff } from './plan.ts';
import type { DeployResult, OnProgress } from './progress.ts';
import type {
  CanaryEndRequest,
  CanaryRequest,
  DeployRequest,
  LockRequest,
  PlanRequest,
  RollbackRequest,
} from './requests.ts';
import type { HistoryEntry, Lock, PodLog, ServiceStatus } from './status.ts';
import type { Actor, Target } from './target.ts';

/**
 * Puts releases into clusters.
 *
 * What is refused throws a DeployError before anything is done: whoever asks may not, the target is locked, frozen or busy, the
 * release was refused, the same request came before. What fails after that is told by progress and result, never thrown.
 */
export interface DeployEngine {
  /** What would be done. It throws what doing it would throw, but for a confirmation that is not there yet. */
  plan(request: PlanRequest): Promise<Plan>;
  /** Whether this person's confirmation counts for what another asked. Throws DeployError `not-allowed` where it does not. */
  mayConfirm(target: Target, asker: Actor, confirmer: Actor): void;
  deploy(request: DeployRequest, onProgress: OnProgress): Promise<DeployResult>;
  rollback(request: RollbackRequest, onProgress: OnProgress): Promise<DeployResult>;
  canary(request: CanaryRequest, onProgress: OnProgress): Promise<DeployResult>;
  promote(request: CanaryEndRequest, onProgress: OnProgress): Promise<DeployResult>;
  withdraw(request: CanaryEndRequest, onProgress: OnProgress): Promise<DeployResult>;
  /** Keeps where the message about a deploy under way is, for whoever goes on with it. Does nothing where it is over. */
  keepMessage(target: Target, id: string, message: string): Promise<void>;
  lock(request: LockRequest): Promise<Lock>;
  /** @returns the lock that is gone now */
  unlock(request: LockRequest): Promise<Lock>;
  /** Of one service in each environment, or of all. Not of those that the actor may not see. */
  status(actor: Actor, service?: string): Promise<readonly ServiceStatus[]>;
  /** Every lock there is, oldest first. */
  locks(): Promise<readonly Lock[]>;
  /** The locks to remind people of now. Of all processes that ask, one is given each, and again when as much time has passed. */
  reminders(): Promise<readonly Lock[]>;
  /** Newest first. */
  history(actor: Actor, target: Target): Promise<readonly HistoryEntry[]>;
  /** What a version, or the newest, has that what runs has not. */
  diff(actor: Actor, target: Target, version?: string): Promise<ReleaseDiff>;
  /** The last lines of each pod of a service. */
  logs(actor: Actor, target: Target, lines?: number): Promise<readonly PodLog[]>;
  /** The names of the services that are known, and of the environments, in order. */
  services(): Promise<readonly string[]>;
  readonly environments: readonly string[];
  /**
   * Takes up, or safely ends, what a process that is gone left under way, and decides on canaries; from then on, again and again.
   * Resolves after the first look.
   *
   * @param onProgress is told of all of it
   */
  resume(onProgress: OnProgress): Promise<void>;
  /** Lets go of what is under way, so that another process can take it up at once, and stops. */
  close(): Promise<void>;
}
