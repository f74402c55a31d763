import { hasNameAt } from './characters.ts';

/** The last five bits of a letter's code are the same in both cases; as many tell the lengths of names apart. */
const BITS = 5;
const MASK = 31;

interface Entry<T> {
  readonly name: string;
  readonly value: T;
}

/**
 * Finds what belongs to a name that stands in a text, in any case, without cutting it out of the text: a page has thousands of names,
 * and most of them are looked for in vain.
 *
 * @param entries Names in lower case, of at most 31 characters.
 * @returns Takes the text, and where the name starts and ends in it.
 */
export const createNameTable = <T>(entries: Iterable<readonly [name: string, value: T]>) => {
  const rows = Array.from({ length: 1 << (2 * BITS) }, (): Entry<T>[] => []);
  for (const [name, value] of entries) rows[((name.charCodeAt(0) & MASK) << BITS) | name.length]?.push({ name, value });
  return (source: string, start: number, end: number): T | undefined => {
    if (end - start > MASK) return undefined;
    const row = rows[((source.charCodeAt(start) & MASK) << BITS) | (end - start)] as readonly Entry<T>[];
    for (const { name, value } of row) {
      if (hasNameAt(source, start, name)) return value;
    }
    return undefined;
  };
};
