import { DescriptionError } from '../descriptor/parse-description.ts';
import { Failure } from './failure.ts';

/**
 * Does a program's work.
 *
 * @param complain is told in sentences what went wrong
 * @returns the exit code
 * @throws what is a bug
 */
export async function exitCodeOf(
  work: () => Promise<void> | void,
  complain: (sentence: string) => void,
): Promise<number> {
  try {
    await work();
    return 0;
  } catch (error) {
    if (!(error instanceof Failure || error instanceof DescriptionError)) throw error;
    complain(error.message);
    return error instanceof Failure ? error.exitCode : 1;
  }
}
