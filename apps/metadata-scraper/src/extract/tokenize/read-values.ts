import type { AttributeRecord } from './attribute-record.ts';
import { CODE, isSpace } from './characters.ts';
import { codeAt, type Cursor, skipSpace } from './cursor.ts';

/**
 * Reads the values of attributes: https://html.spec.whatwg.org/multipage/parsing.html#before-attribute-value-state and those after it.
 *
 * @param onEnd A value is over.
 */
export const createValueReader = (cursor: Cursor, record: AttributeRecord, onEnd: () => void) => {
  const valueTo = (quote: string) => (): void => {
    const { source, at } = cursor;
    const end = source.indexOf(quote, at);
    cursor.at = end === -1 ? cursor.end : end;
    record.addValue(source, at, cursor.at);
    if (end === -1) return;
    cursor.at++;
    onEnd();
  };
  const toQuote = valueTo('"');
  const toApostrophe = valueTo("'");
  const toSpace = (): void => {
    const { source, at } = cursor;
    let end = at;
    let code = codeAt(cursor, end);
    while (end < cursor.end && code !== CODE.greater && !isSpace(code)) code = codeAt(cursor, ++end);
    cursor.at = end;
    record.addValue(source, at, end);
    if (end < cursor.end) onEnd();
  };
  const readWith = (read: () => void): void => {
    cursor.at++;
    cursor.read = read;
  };

  /** Reads a value, the first quote of which is still to come, if it has any. */
  return (): void => {
    const code = skipSpace(cursor);
    if (cursor.at === cursor.end) return;
    if (code === CODE.greater) onEnd();
    else if (code === CODE.quote) readWith(toQuote);
    else if (code === CODE.apostrophe) readWith(toApostrophe);
    else cursor.read = toSpace;
  };
};
