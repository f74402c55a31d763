/** What can be wrong with a deploy before anything of it runs, by a code that programs go by. */
export type DeployErrorCode =
  // What was asked for
  | 'unknown-service'
  | 'unknown-version'
  | 'unknown-environment'
  | 'no-releases'
  | 'nothing-to-roll-back-to'
  | 'no-canary'
  | 'not-public'
  | 'invalid-percent'
  | 'invalid-rules'
  // Who asks, and when
  | 'not-allowed'
  | 'confirmation-wanted'
  | 'confirmation-lapsed'
  | 'changed-meanwhile'
  | 'locked'
  | 'not-locked'
  | 'frozen'
  | 'busy'
  | 'canary-running'
  | 'already-running'
  | 'refused-release'
  | 'dirty-release'
  | 'duplicate-request'
  | 'closing'
  // What it stands on
  | 'version-taken'
  | 'registry-unreachable'
  | 'registry-denied'
  | 'registry-invalid'
  | 'cluster-unreachable'
  | 'cluster-denied'
  | 'cluster-refused';

/** Why something was not done: one sentence for people, with the value that was wrong and what to do. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
  readonly code: DeployErrorCode;

  constructor(code: DeployErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
