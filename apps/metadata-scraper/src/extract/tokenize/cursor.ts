import { isSpace, lowerCase } from './characters.ts';

/** Where a document is read: in what has come of it, and is not yet done with. */
export interface Cursor {
  source: string;
  /** How long the source is. */
  end: number;
  /** The codes of its characters, and then of what was read before. V8 reads an array in half the time of a string. */
  readonly codes: Uint16Array;
  /** Where in the source is read next. */
  at: number;
  /** What has to wait for more of the document. */
  held: string;
  /** Reads on: it moves `at`, says what is to be read then, or holds the rest back. */
  read: () => void;
}

/** What is past the end of the source: the code of no character. */
const END = -1;

/** More than what may be held back. */
const MAX_HELD = 256;
/** As much is read at once: what socket and decoder give, as a rule. */
export const PIECE_LENGTH = 16_384;
const BYTES = Buffer.alloc((PIECE_LENGTH + MAX_HELD) * Uint16Array.BYTES_PER_ELEMENT);
/** One for all documents, as a piece of one is read to its end before anything else is. */
const CODES = new Uint16Array(BYTES.buffer, BYTES.byteOffset, PIECE_LENGTH + MAX_HELD);

/** A cursor at the start of a document. */
export const newCursor = (read: () => void): Cursor => ({ source: '', end: 0, codes: CODES, at: 0, held: '', read });

/** The code of a character of the source, END past its end. */
export const codeAt = ({ codes, end }: Cursor, at: number): number => {
  const code = codes[at];
  return at < end && code !== undefined ? code : END;
};

/** Reads what comes next of the document, PIECE_LENGTH at most, up to its end or to where it is stopped. */
export const feed = (cursor: Cursor, text: string): void => {
  cursor.source = cursor.held + text;
  cursor.end = cursor.source.length;
  BYTES.write(cursor.source, 'utf16le');
  cursor.at = 0;
  cursor.held = '';
  while (cursor.at < cursor.end) cursor.read();
};

/** Forgets what is still to be read. */
export const drop = (cursor: Cursor): void => {
  cursor.source = '';
  cursor.end = 0;
  cursor.at = 0;
  cursor.held = '';
};

/** Has the rest of the source wait for what comes after it. */
export const holdBack = (cursor: Cursor, from = cursor.at): void => {
  cursor.held = cursor.source.slice(from);
  cursor.at = cursor.end;
};

/** Moves on to the next character that is no white space, and gives its code: END at the end of the source. */
export const skipSpace = (cursor: Cursor): number => {
  let code = codeAt(cursor, cursor.at);
  while (isSpace(code)) code = codeAt(cursor, ++cursor.at);
  return code;
};

/** Whether the source goes on with a name, in any case. */
export const hasNameAt = (cursor: Cursor, start: number, name: string): boolean => {
  for (let index = 0; index < name.length; index++) {
    if (lowerCase(codeAt(cursor, start + index)) !== name.charCodeAt(index)) return false;
  }
  return true;
};
