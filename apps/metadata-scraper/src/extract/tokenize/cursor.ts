import { isSpace } from './characters.ts';

/** Where a document is read: in what has come of it, and is not yet done with. */
export interface Cursor {
  source: string;
  /** Where in the source is read next. */
  at: number;
  /** What has to wait for more of the document. */
  held: string;
  /** Reads on: it moves `at`, says what is to be read then, or holds the rest back. */
  read: () => void;
}

/** Reads what comes next of the document, up to its end or to where it is stopped. */
export const feed = (cursor: Cursor, text: string): void => {
  cursor.source = cursor.held + text;
  cursor.at = 0;
  cursor.held = '';
  while (cursor.at < cursor.source.length) cursor.read();
};

/** Forgets what is still to be read. */
export const drop = (cursor: Cursor): void => {
  cursor.source = '';
  cursor.at = 0;
  cursor.held = '';
};

/** Has the rest of the source wait for what comes after it. */
export const holdBack = (cursor: Cursor, from = cursor.at): void => {
  cursor.held = cursor.source.slice(from);
  cursor.at = cursor.source.length;
};

/** Moves on to the next character that is no white space, and gives its code: NaN at the end of the source. */
export const skipSpace = (cursor: Cursor): number => {
  let code = cursor.source.charCodeAt(cursor.at);
  while (isSpace(code)) code = cursor.source.charCodeAt(++cursor.at);
  return code;
};
