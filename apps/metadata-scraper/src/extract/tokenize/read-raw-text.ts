import { endsTagName } from './characters.ts';
import { codeAt, type Cursor, hasNameAt, holdBack } from './cursor.ts';
import { createScriptState } from './script-state.ts';

/** As long as `</textarea`, `<!--` or `<script>` can be: their start is held back for what comes after it. */
const TOKEN_LENGTH = 12;

/** Where the end of a source begins that may be the start of a token. */
const safeEnd = ({ source, at, end }: Cursor): number => {
  const least = Math.max(at, end - TOKEN_LENGTH);
  const start = source.indexOf('<', least);
  if (start !== -1) return start;
  let safe = end;
  while (safe > least && source.endsWith('-', safe)) safe--;
  return safe;
};

/** Where the next end tag of an element starts; -1 where the source has none. */
const findEndTag = (cursor: Cursor, name: string): number => {
  const { source, at } = cursor;
  for (let start = source.indexOf('</', at); start !== -1; start = source.indexOf('</', start + 2)) {
    if (hasNameAt(cursor, start + 2, name) && endsTagName(codeAt(cursor, start + 2 + name.length))) return start;
  }
  return -1;
};

/**
 * Reads the text of elements that have nothing else: scripts, styles, titles…
 *
 * @param onText Takes the text, in pieces.
 * @param readEndTag The cursor is at the element's end tag.
 */
export const createRawTextReader = (cursor: Cursor, onText: (text: string) => void, readEndTag: () => void) => {
  const script = createScriptState();
  let name = '';

  const pass = (to: number): void => {
    if (to === cursor.at) return;
    const text = cursor.source.slice(cursor.at, to);
    cursor.at = to;
    if (name === 'script') script.follow(text);
    onText(text);
  };
  const read = (): void => {
    const end = name === 'plaintext' ? -1 : findEndTag(cursor, name);
    if (end === -1) {
      pass(safeEnd(cursor));
      holdBack(cursor);
      return;
    }
    pass(end);
    if (script.ends()) readEndTag();
    else pass(end + 1);
  };

  return {
    /** Reads the text of an element that has just started. */
    start: (element: string): void => {
      name = element;
      script.start();
      cursor.read = read;
    },
    isReading: (): boolean => cursor.read === read,
  };
};
