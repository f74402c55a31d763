/** A start that ends the process instead: help was printed, a setting is wrong, or something failed to open. */
export class ServiceExit extends Error {
  override readonly name = 'ServiceExit';
  readonly code = 'service-exit';
  readonly exitCode: number;

  constructor(exitCode: number, cause?: unknown) {
    super(`The service ended at its start with exit code ${exitCode}`, cause === undefined ? undefined : { cause });
    this.exitCode = exitCode;
  }
}
