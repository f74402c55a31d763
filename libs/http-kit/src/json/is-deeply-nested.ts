const [QUOTE, BACKSLASH, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x22, 0x5c, 0x5b, 0x5d, 0x7b, 0x7d];

/**
 * Whether JSON is nested deeper than it may be, by its brackets. Parsing it to see takes 0.2 s a megabyte of brackets,
 * and what was read could not be written again: that recurses.
 *
 * @param json the text, valid or not
 * @param maxDepth how many lists and objects may stand in one another
 */
export function isDeeplyNested(json: string, maxDepth: number): boolean {
  let depth = 0;
  let isString = false;
  for (let at = 0; at < json.length && depth <= maxDepth; at++) {
    const char = json.charCodeAt(at);
    if (char === BACKSLASH) at++;
    else if (char === QUOTE) isString = !isString;
    else if (isString) continue;
    else if (char === OPEN_OBJECT || char === OPEN_LIST) depth++;
    else if (char === CLOSE_OBJECT || char === CLOSE_LIST) depth--;
  }
  return depth > maxDepth;
}
