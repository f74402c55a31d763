import { wrongUsage } from './failure.ts';

/**
 * Reads a header as people write it: `X-Api-Key: secret`.
 *
 * @returns its name and its value
 * @throws Failure where it is none
 */
export function headerOf(text: string, usage: string): readonly [name: string, value: string] {
  const [, name, value] = /^([\w-]+):\s*(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) {
    throw wrongUsage(`--header is "${text}". Wanted: a name and a value, as X-Api-Key: secret.`, usage);
  }
  return [name, value];
}
