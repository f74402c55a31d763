import { type AttributeRecord, createAttributeRecord } from './attribute-record.ts';
import { type Attributes, attributeSetter } from './attributes.ts';
import { CODE, endsAttributeName, isSpace } from './characters.ts';
import { codeAt, type Cursor, holdBack, skipSpace } from './cursor.ts';
import { createValueReader } from './read-values.ts';

/** Longer names are none that are wanted: they need not be held back. */
const NAME_LENGTH = 64;

/**
 * Reads the names of attributes: https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state and the one after it.
 *
 * @param onEnd An attribute is over, with its value.
 */
const createNameReader = (cursor: Cursor, record: AttributeRecord, onEnd: () => void) => {
  const readValue = createValueReader(cursor, record, onEnd);
  const afterName = (): void => {
    const code = skipSpace(cursor);
    if (cursor.at === cursor.end) return;
    if (code === CODE.equals) {
      cursor.at++;
      cursor.read = readValue;
    } else onEnd();
  };
  const restOfName = (): void => {
    while (cursor.at < cursor.end && !endsAttributeName(codeAt(cursor, cursor.at))) cursor.at++;
    if (cursor.at < cursor.end) cursor.read = afterName;
  };
  /** Its first character may be any, even `=`. */
  return (): void => {
    const { at } = cursor;
    let end = at + 1;
    while (end < cursor.end && !endsAttributeName(codeAt(cursor, end))) end++;
    if (end === cursor.end && end - at < NAME_LENGTH) {
      holdBack(cursor);
      return;
    }
    record.start(attributeSetter(cursor, at, end));
    cursor.at = end;
    cursor.read = end === cursor.end ? restOfName : afterName;
  };
};

/** Reads attributes as nearly all are written, `name="value"`, as long as they are whole; gives where the last of them ends. */
const readWhole = (cursor: Cursor, record: AttributeRecord): number => {
  const { source } = cursor;
  let last = cursor.at;
  for (;;) {
    let start = last;
    let code = codeAt(cursor, start);
    while (isSpace(code)) code = codeAt(cursor, ++start);
    if (code === CODE.greater || code === CODE.slash) return last;
    let end = start;
    do code = codeAt(cursor, ++end);
    while (end < cursor.end && !endsAttributeName(code));
    if (code !== CODE.equals || codeAt(cursor, end + 1) !== CODE.quote) return last;
    const to = source.indexOf('"', end + 2);
    if (to === -1) return last;
    record.add(attributeSetter(cursor, start, end), source, end + 2, to);
    last = to + 1;
  }
};

/**
 * Reads the attributes of tags: https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-name-state.
 *
 * @param onTag A tag is over. The attributes are its own only until this returns.
 * @returns What starts it: the name of a tag is over.
 */
export const createAttributeReader = (
  cursor: Cursor,
  onTag: (attributes: Readonly<Attributes>, isSelfClosing: boolean) => void,
) => {
  const record = createAttributeRecord();
  let isAfterSlash = false;
  const between = (): void => {
    let at = readWhole(cursor, record);
    if (at > cursor.at) isAfterSlash = false;
    let code = codeAt(cursor, at);
    while (code === CODE.slash || isSpace(code)) {
      isAfterSlash = code === CODE.slash;
      code = codeAt(cursor, ++at);
    }
    cursor.at = at;
    if (code === CODE.greater) {
      cursor.at++;
      onTag(record.current(), isAfterSlash);
    } else if (at < cursor.end) readName();
  };
  const readOn = (): void => {
    isAfterSlash = false;
    cursor.read = between;
  };
  const readName = createNameReader(cursor, record, () => {
    record.finish();
    readOn();
  });
  return (): void => {
    record.clear();
    readOn();
    between();
  };
};
