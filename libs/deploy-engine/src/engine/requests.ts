import type { Actor, Target } from './target.ts';

interface Request {
  /** Names the request: whatever comes twice with the same id is done once. */
  readonly id: string;
  readonly target: Target;
  readonly actor: Actor;
  /** Why, in the asker's words. */
  readonly reason?: string;
  /** Where the message about it is, if it is somewhere yet: an opaque text, for whoever goes on with it. */
  readonly message?: string;
  /** Who confirmed it, where the rules want that. */
  readonly confirmedBy?: Actor;
  /** The digest of the release that ran when the plan was made, or null for none: refused when another runs meanwhile. */
  readonly plannedFrom?: string | null;
}

export interface DeployRequest extends Request {
  /** A tag, a commit, a digest; the newest where nothing is said. */
  readonly version?: string;
  /** Takes a release that was refused, and one that runs already. */
  readonly force?: boolean;
}

/** To the release before the one that runs, or the one that is named. */
export type RollbackRequest = DeployRequest;

export interface CanaryRequest extends DeployRequest {
  /** Of the requests: 1 to 99. */
  readonly percent: number;
}

/** Makes the canary the release of all, or takes it away. */
export type CanaryEndRequest = Request;

export interface LockRequest {
  /** A service, or `all`. */
  readonly service: string;
  readonly environment: string;
  readonly actor: Actor;
  readonly reason?: string;
}

/** What is planned before it is asked for. */
export type PlanRequest =
  | (Omit<DeployRequest, 'id'> & { readonly kind: 'deploy' | 'rollback' })
  | (Omit<CanaryRequest, 'id'> & { readonly kind: 'canary' })
  | (Omit<CanaryEndRequest, 'id'> & { readonly kind: 'promote' | 'withdraw' });
