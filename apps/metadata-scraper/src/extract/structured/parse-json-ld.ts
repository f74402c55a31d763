import { repairJson } from './repair-json.ts';

/** Deeper blocks are left out: no real one comes near, and serialising them again could exhaust the stack. */
const MAX_DEPTH = 64;

const tryParse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** What a string becomes once it is safe to send on: lone surrogates turn into U+FFFD. */
const tidyEntry = (holder: Record<string, unknown>, key: string, depth: number): boolean => {
  const value = holder[key];
  if (typeof value === 'string') holder[key] = value.toWellFormed();
  return typeof value !== 'object' || value === null || tidy(value as Record<string, unknown>, depth + 1);
};

/** Makes every string well-formed, in place. False where the value is nested too deep. */
const tidy = (value: Record<string, unknown>, depth: number): boolean => {
  if (depth > MAX_DEPTH) return false;
  return Object.keys(value).every((key) => tidyEntry(value, key, depth));
};

/**
 * Parses the text of a JSON-LD block, and forgives what sites often get wrong: CDATA and comment wrappers, line breaks in strings,
 * trailing commas, a missing end, junk after the end.
 *
 * @returns The object or list; undefined where the text is neither.
 */
export const parseJsonLd = (text: string): object | undefined => {
  const value = tryParse(text) ?? tryParse(repairJson(text));
  if (typeof value !== 'object' || value === null) return undefined;
  return tidy(value as Record<string, unknown>, 1) ? value : undefined;
};
