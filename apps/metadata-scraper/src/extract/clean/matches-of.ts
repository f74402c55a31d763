/**
 * All matches of a global pattern that never matches nothing. Unlike `matchAll`, it makes no copy of the pattern, which costs more than
 * to look through a short text.
 */
export const matchesOf = (text: string, pattern: RegExp): readonly RegExpExecArray[] => {
  const matches: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) matches.push(match);
  return matches;
};
