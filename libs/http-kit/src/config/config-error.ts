/** The exit code of a wrong configuration: EX_CONFIG of sysexits.h. */
export const EX_CONFIG = 78;

/** An environment variable has a value that does not do. The message is one line, names it, and holds no secret. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly code = 'invalid-config';
  readonly variable: string;

  /**
   * @param variable the (first) variable that is wrong
   * @param message one line that says what is wrong
   */
  constructor(variable: string, message: string) {
    super(message);
    this.variable = variable;
  }
}
