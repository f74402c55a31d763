import { isDeeplyNested } from '@exemplar/http-kit/json';

import { repairJson } from './repair-json.ts';
import { isThing } from './things.ts';

/** Deeper blocks are left out: no real one comes near, and serialising them again could exhaust the stack. */
const MAX_DEPTH = 64;

/** As much of a page is mended: it takes 0.2 s a megabyte, and generators of large blocks make no such mistakes. */
const MAX_MENDED = 65_536;

/** Only an escape can make a lone surrogate: the decoder leaves none. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

const tryParse = (json: string): unknown => {
  if (isDeeplyNested(json, MAX_DEPTH)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** A value without lone surrogates, in its texts and in its names. */
const tidied = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed();
  if (Array.isArray(value)) return value.map(tidied);
  if (!isThing(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toWellFormed(), tidied(inner)]));
};

const isBlock = (value: unknown): value is object => isThing(value) || Array.isArray(value);

/**
 * Parses the text of a JSON-LD block, and forgives what sites often get wrong: CDATA and comment wrappers, line breaks in strings,
 * trailing commas, a missing end, junk after the end.
 *
 * @param mayMend Forgive it: it takes much longer.
 * @returns The object or list; undefined where the text is neither, or nested too deeply.
 */
export const parseJsonLd = (text: string, mayMend = text.length <= MAX_MENDED): object | undefined => {
  const value = tryParse(text) ?? (mayMend ? tryParse(repairJson(text)) : undefined);
  if (!isBlock(value)) return undefined;
  return SURROGATE.test(text) ? (tidied(value) as object) : value;
};

/** Parses the blocks of a page; invalid ones are left out. Mending is bounded for all of them together. */
export const parseBlocks = (texts: readonly string[]): object[] => {
  let room = MAX_MENDED;
  return texts
    .map((text) => {
      const value = parseJsonLd(text, false);
      if (value !== undefined || text.length > room) return value;
      room -= text.length;
      return parseJsonLd(text);
    })
    .filter((block) => block !== undefined);
};
