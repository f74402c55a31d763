/** What a cluster answers to what it does not do. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError';
  readonly status: number;
  /** In one word: `AlreadyExists`, `Conflict`. */
  readonly reason: string;

  constructor(status: number, reason: string, message: string) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** Somebody else was there first: the object exists already, or has changed since it was read. */
export const isConflict = (error: unknown): boolean => error instanceof ClusterError && error.status === 409;

export const isGone = (error: unknown): boolean => error instanceof ClusterError && error.status === 404;
