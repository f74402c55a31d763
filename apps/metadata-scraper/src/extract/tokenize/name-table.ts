import { codeAt, type Cursor } from './cursor.ts';

/** Numbers the characters of names from 1, letters alike in both cases. Others have 0, or, where they are not of ASCII, none. */
const numberByCode = (characters: readonly string[]): Uint8Array => {
  const numbers = new Uint8Array(128);
  for (const [index, character] of characters.entries()) {
    numbers[character.charCodeAt(0)] = index + 1;
    numbers[character.toUpperCase().charCodeAt(0)] = index + 1;
  }
  return numbers;
};

/** All that a name starts with, the empty text first. */
const startsOf = (name: string): readonly string[] =>
  Array.from({ length: name.length + 1 }, (_, length) => name.slice(0, length));

/**
 * Finds what belongs to a name that stands in a source, in any case, without cutting it out of there: a page has thousands of names,
 * and most of them are looked for in vain. The names are a tree: a name is left where no other goes on like it, which takes half as
 * long as comparing it with others.
 *
 * @param entries Names in lower case, of ASCII characters.
 * @returns Takes where the name starts and ends in the source.
 */
export const createNameTable = <T>(entries: Iterable<readonly [name: string, value: T]>) => {
  const byName = new Map(entries);
  const names = [...byName.keys()];
  const characters = [...new Set(names.join(''))];
  const numbers = numberByCode(characters);
  /** The tree's nodes, the root first. */
  const starts = [...new Set(names.flatMap(startsOf))];
  const width = characters.length + 1;
  /** By a node and a character's number: the node that the character leads to, 0 where it leads to none. */
  const next = new Uint16Array(starts.length * width);
  for (const [node, start] of starts.entries()) {
    next[starts.indexOf(start.slice(0, -1)) * width + characters.indexOf(start.slice(-1)) + 1] = node;
  }
  const values = starts.map((start) => byName.get(start));
  return (cursor: Cursor, start: number, end: number): T | undefined => {
    let node = 0;
    for (let at = start; at < end; at++) {
      const number = numbers[codeAt(cursor, at)];
      if (number === undefined) return undefined;
      const to = next[node * width + number];
      if (to === undefined || to === 0) return undefined;
      node = to;
    }
    return values[node];
  };
};
