import { cleanText } from './text.ts';

const MAX_KEYWORDS = 100;
const MAX_LENGTH = 100;

const SEPARATOR = /[,;、，]/;

/** Keywords by what makes them one: their lower case. */
export type FoundKeywords = Map<string, string>;

/** Adds the keywords in lists such as "news, sport; weather", each once, in the order they come. */
export const addKeywords = (found: FoundKeywords, values: readonly string[]): void => {
  for (const value of values) {
    for (const part of value.split(SEPARATOR, MAX_KEYWORDS)) {
      const keyword = cleanText(part);
      if (keyword === null || keyword.length > MAX_LENGTH || found.size >= MAX_KEYWORDS) continue;
      const key = keyword.toLowerCase();
      if (!found.has(key)) found.set(key, keyword);
    }
  }
};

/** The keywords in lists. */
export const readKeywords = (values: readonly string[]): string[] => {
  const found: FoundKeywords = new Map();
  addKeywords(found, values);
  return [...found.values()];
};
