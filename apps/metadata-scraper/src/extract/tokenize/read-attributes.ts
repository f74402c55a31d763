import { createAttributeRecord } from './attribute-record.ts';
import { type Attributes, attributeSetter } from './attributes.ts';
import { CODE, endsAttributeName, isSpace } from './characters.ts';
import { type Cursor, holdBack, skipSpace } from './cursor.ts';
import { createValueReader } from './read-values.ts';

/** Longer names are none that are wanted: they need not be held back. */
const NAME_LENGTH = 64;

/**
 * Reads the names of attributes: https://html.spec.whatwg.org/multipage/parsing.html#attribute-name-state and the one after it.
 *
 * @param onEnd An attribute is over, with its value.
 */
const createNameReader = (cursor: Cursor, record: ReturnType<typeof createAttributeRecord>, onEnd: () => void) => {
  const values = createValueReader(cursor, record, onEnd);
  const afterName = (): void => {
    const code = skipSpace(cursor);
    if (cursor.at === cursor.source.length) return;
    if (code === CODE.equals) {
      cursor.at++;
      cursor.read = values.read;
    } else onEnd();
  };
  const restOfName = (): void => {
    const { source } = cursor;
    while (cursor.at < source.length && !endsAttributeName(source.charCodeAt(cursor.at))) cursor.at++;
    if (cursor.at < source.length) cursor.read = afterName;
  };
  /** Its first character may be any, even `=`. */
  return (): void => {
    const { source, at } = cursor;
    let end = at + 1;
    while (end < source.length && !endsAttributeName(source.charCodeAt(end))) end++;
    if (end === source.length && end - at < NAME_LENGTH) {
      holdBack(cursor);
      return;
    }
    record.start(attributeSetter(source, at, end));
    cursor.at = end;
    if (end === source.length) cursor.read = restOfName;
    else if (source.charCodeAt(end) === CODE.equals && source.charCodeAt(end + 1) === CODE.quote) {
      // as nearly all are written
      cursor.at += '="'.length;
      values.readQuoted();
    } else cursor.read = afterName;
  };
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
    const { source } = cursor;
    let { at } = cursor;
    let code = source.charCodeAt(at);
    while (code === CODE.slash || isSpace(code)) {
      isAfterSlash = code === CODE.slash;
      code = source.charCodeAt(++at);
    }
    cursor.at = at;
    if (code === CODE.greater) {
      cursor.at++;
      onTag(record.current(), isAfterSlash);
    } else if (at < source.length) readName();
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
  };
};
