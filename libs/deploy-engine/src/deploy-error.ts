/** What can be wrong with a deploy before anything of it runs, by a code that programs go by. */
export type DeployErrorCode =
  | 'unknown-version'
  | 'unknown-environment'
  | 'no-releases'
  | 'version-taken'
  | 'registry-unreachable'
  | 'registry-denied'
  | 'registry-invalid';

/** Why something was not done: one sentence for people, with the value that was wrong and what to do. */
export class DeployError extends Error {
  override readonly name = 'DeployError';
  readonly code: DeployErrorCode;

  constructor(code: DeployErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
