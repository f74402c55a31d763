import { DescriptionError } from '@exemplar/deploy-engine/description';
import { DeployError } from '@exemplar/deploy-engine/registry';

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
    const known = error instanceof Failure || error instanceof DescriptionError || error instanceof DeployError;
    if (!known) throw error;
    complain(error.message);
    return error instanceof Failure ? error.exitCode : 1;
  }
}
