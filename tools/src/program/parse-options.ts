import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';

import { didYouMean } from '@exemplar/deploy-engine/did-you-mean';

import { wrongUsage } from './failure.ts';

/**
 * Reads a command line's options.
 *
 * @throws Failure for wrong usage, which names the option that was meant where one is like it
 */
export function parseOptions<Options extends ParseArgsOptionsConfig>(
  words: readonly string[],
  options: Options,
  usage: string,
) {
  try {
    return parseArgs({ args: [...words], options }).values;
  } catch (error) {
    throw wrongUsage(complaintOf((error as Error).message, Object.keys(options)), usage);
  }
}

/** Of what `parseArgs` says the first sentence: the next one tells of positional arguments, which no program takes. */
function complaintOf(message: string, names: readonly string[]): string {
  const [sentence, option] = /^Unknown option '(.+?)'/.exec(message) ?? [];
  if (sentence === undefined || option === undefined) return message;
  const known = names.map((name) => `--${name}`);
  return `${sentence}.${didYouMean(option, known)}`;
}
