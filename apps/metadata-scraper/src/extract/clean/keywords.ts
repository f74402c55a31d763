import { cleanText } from './text.ts';

const MAX_KEYWORDS = 100;
const MAX_LENGTH = 100;

/** The keywords in lists such as "news, sport; weather", each once, in the order they come. */
export const readKeywords = (values: readonly string[]): string[] => {
  const found = new Map<string, string>();
  for (const part of values.flatMap((value) => value.split(/[,;、，]/, MAX_KEYWORDS))) {
    const keyword = cleanText(part);
    if (keyword === null || keyword.length > MAX_LENGTH || found.size >= MAX_KEYWORDS) continue;
    const key = keyword.toLowerCase();
    if (!found.has(key)) found.set(key, keyword);
  }
  return [...found.values()];
};
