import { repairJson } from './repair-json.ts';
import { isThing } from './things.ts';

/** Deeper blocks are left out: no real one comes near, and serialising them again could exhaust the stack. */
const MAX_DEPTH = 64;

/** Larger blocks are not mended: it takes 0.1 s a megabyte, and generators of large blocks make no such mistakes. */
const MAX_MENDED = 131_072;

const tryParse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Replaces lone surrogates in all strings, in place. False where the value is nested too deeply. */
const tidy = (value: object, depth: number): boolean => {
  if (depth > MAX_DEPTH) return false;
  const holder = value as Record<string, unknown>;
  return Object.entries(holder).every(([key, inner]) => {
    if (typeof inner === 'string' && !inner.isWellFormed()) holder[key] = inner.toWellFormed();
    return typeof inner !== 'object' || inner === null || tidy(inner, depth + 1);
  });
};

const isBlock = (value: unknown): value is object => isThing(value) || Array.isArray(value);

/**
 * Parses the text of a JSON-LD block, and forgives what sites often get wrong: CDATA and comment wrappers, line breaks in strings,
 * trailing commas, a missing end, junk after the end.
 *
 * @returns The object or list; undefined where the text is neither, or nested too deeply.
 */
export const parseJsonLd = (text: string): object | undefined => {
  const value = tryParse(text) ?? (text.length > MAX_MENDED ? undefined : tryParse(repairJson(text)));
  return isBlock(value) && tidy(value, 1) ? value : undefined;
};
