import type { Attributes } from './attributes.ts';
import { endsTagName } from './characters.ts';
import { codeAt, type Cursor, holdBack } from './cursor.ts';
import { createKindFinder, type ElementKind, elementKind } from './elements.ts';
import { createAttributeReader } from './read-attributes.ts';

/** Longer names are none that matter: they read as ''. */
const NAME_LENGTH = 128;
const NAMELESS = elementKind('');

/**
 * Reads tags: https://html.spec.whatwg.org/multipage/parsing.html#tag-name-state and those after it.
 *
 * @param onStart Takes a start tag. The attributes are its own only until this returns.
 * @param onEnd Takes an end tag.
 */
export const createTagReader = (
  cursor: Cursor,
  onStart: (kind: ElementKind, attributes: Readonly<Attributes>, isSelfClosing: boolean) => void,
  onEnd: (kind: ElementKind) => void,
) => {
  const findKind = createKindFinder();
  let kind = NAMELESS;
  let isEnd = false;
  const readAttributes = createAttributeReader(cursor, (attributes, isSelfClosing) => {
    if (isEnd) onEnd(kind);
    else onStart(kind, attributes, isSelfClosing);
  });
  const restOfName = (): void => {
    while (cursor.at < cursor.end && !endsTagName(codeAt(cursor, cursor.at))) cursor.at++;
    if (cursor.at < cursor.end) readAttributes();
  };
  /** @param start Where the tag's name starts. */
  return (start: number, isEndTag: boolean): void => {
    let end = start + 1;
    while (end < cursor.end && !endsTagName(codeAt(cursor, end))) end++;
    const isLong = end - start > NAME_LENGTH;
    if (end === cursor.end && !isLong) {
      holdBack(cursor);
      return;
    }
    kind = isLong ? NAMELESS : findKind(cursor, start, end);
    isEnd = isEndTag;
    cursor.at = end;
    if (end === cursor.end) cursor.read = restOfName;
    else readAttributes();
  };
};
