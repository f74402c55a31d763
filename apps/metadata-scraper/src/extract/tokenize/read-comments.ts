import { type Cursor, holdBack } from './cursor.ts';

const COMMENT = '<!--';
const COMMENT_END = /--!?>/g;
const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
/** Comments that have no text, and do not end as others do. */
const EMPTY_COMMENTS = ['<!-->', '<!--->'];
const MARKS = [...EMPTY_COMMENTS, CDATA];

/**
 * Reads comments, what HTML takes for comments, and CDATA sections.
 * See https://html.spec.whatwg.org/multipage/parsing.html#markup-declaration-open-state.
 *
 * @param handler.text Takes the text of CDATA sections.
 * @param handler.isForeign Whether CDATA sections are any: elsewhere, HTML takes them for comments.
 * @param readText Reads what follows.
 */
export const createCommentReader = (
  cursor: Cursor,
  handler: { readonly text: (raw: string) => void; readonly isForeign: () => boolean },
  readText: () => void,
) => {
  const leave = (at: number): void => {
    cursor.at = at;
    cursor.read = readText;
  };
  /** Reads up to what ends it, of which as much as may be cut off is held back. */
  const comment = (): void => {
    COMMENT_END.lastIndex = cursor.at;
    if (COMMENT_END.test(cursor.source)) leave(COMMENT_END.lastIndex);
    else holdBack(cursor, Math.max(cursor.at, cursor.end - '--!'.length));
  };
  const bogusComment = (): void => {
    const end = cursor.source.indexOf('>', cursor.at);
    if (end === -1) cursor.at = cursor.end;
    else leave(end + 1);
  };
  const cdata = (): void => {
    const { source, at } = cursor;
    const end = source.indexOf(CDATA_END, at);
    const to = end === -1 ? Math.max(at, cursor.end - CDATA_END.length + 1) : end;
    if (end === -1) holdBack(cursor, to);
    else leave(end + CDATA_END.length);
    // whoever takes texts decodes their character references: here, an ampersand is one itself
    if (to > at) handler.text(source.slice(at, to).replaceAll('&', '&amp;'));
  };
  const enter = (mark: string, read: () => void): void => {
    cursor.at += mark.length;
    cursor.read = read;
  };

  return {
    /** Reads on from `<!`. */
    start: (): void => {
      const start = cursor.source.slice(cursor.at, cursor.at + CDATA.length);
      const empty = EMPTY_COMMENTS.find((comment) => start.startsWith(comment));
      if (empty !== undefined) enter(empty, readText);
      else if (start === CDATA && handler.isForeign()) enter(CDATA, cdata);
      else if (MARKS.some((mark) => start.length < mark.length && mark.startsWith(start))) holdBack(cursor);
      else if (start.startsWith(COMMENT)) enter(COMMENT, comment);
      else cursor.read = bogusComment;
    },
    /** Reads on from what HTML takes for the start of a comment: `<?`, or `</` and no name. */
    startBogus: (): void => {
      cursor.read = bogusComment;
    },
    isReadingText: (): boolean => cursor.read === cdata,
  };
};
