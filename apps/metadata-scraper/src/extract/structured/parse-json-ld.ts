import { repairJson } from './repair-json.ts';
import { isThing } from './things.ts';

/** Deeper blocks are left out: no real one comes near, and serialising them again could exhaust the stack. */
const MAX_DEPTH = 64;

/** As much of a page is mended: it takes 0.2 s a megabyte, and generators of large blocks make no such mistakes. */
const MAX_MENDED = 65_536;

/** Only an escape can make a lone surrogate: the decoder leaves none. */
const SURROGATE = /\\u[dD][89a-fA-F]/;

const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/** Whether JSON is nested too deeply, by its brackets: parsing it to see takes 0.2 s a megabyte of them. */
const isDeep = (json: string): boolean => {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < json.length && depth <= MAX_DEPTH; at++) {
    const char = json.charCodeAt(at);
    if (char === BACKSLASH) at++;
    else if (char === QUOTE) isString = !isString;
    else if (isString) continue;
    else if (char === OPEN_OBJECT || char === OPEN_LIST) depth++;
    else if (char === CLOSE_OBJECT || char === CLOSE_LIST) depth--;
  }
  return depth > MAX_DEPTH;
};

const tryParse = (json: string): unknown => {
  if (isDeep(json)) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
};

/** Replaces lone surrogates in all strings, in place. */
const tidy = (value: object): void => {
  const holder = value as Record<string, unknown>;
  for (const [key, inner] of Object.entries(holder)) {
    if (typeof inner === 'string' && !inner.isWellFormed()) holder[key] = inner.toWellFormed();
    if (typeof inner === 'object' && inner !== null) tidy(inner);
  }
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
  if (SURROGATE.test(text)) tidy(value);
  return value;
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
