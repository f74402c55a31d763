import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import { wrongUsage } from './failure.ts';

/**
 * Reads a command line's options.
 *
 * @throws Failure for wrong usage
 */
export function parseOptions<Options extends ParseArgsOptionsConfig>(
  words: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw wrongUsage((error as Error).message, usage);
  }
}
