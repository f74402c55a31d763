/** What people can act on: they read the message, and see no stack. */
export class Failure extends Error {
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}

/** Wrong usage of a program: exit code 2. */
export const wrongUsage = (message: string, usage: string): Failure => new Failure(`${message}\nUsage: ${usage}`, 2);
