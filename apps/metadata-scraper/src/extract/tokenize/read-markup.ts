import type { Attributes } from './attributes.ts';
import { CODE, isLetter } from './characters.ts';
import { codeAt, type Cursor, holdBack } from './cursor.ts';
import type { ElementKind } from './elements.ts';
import { createCommentReader } from './read-comments.ts';
import { createRawTextReader } from './read-raw-text.ts';
import { createTagReader } from './read-tag.ts';

/** What is told of a document, in document order. */
export interface TagHandler {
  /** The attributes are the element's only until this returns. */
  readonly open: (kind: ElementKind, attributes: Readonly<Attributes>, isSelfClosing: boolean) => void;
  readonly close: (kind: ElementKind) => void;
  /** A piece of text, its character references still undecoded; one text may come in several pieces. */
  readonly text: (raw: string) => void;
  /** Inside <svg> or <math>, where <title>, <style> and <script> are ordinary elements. */
  readonly isForeign: () => boolean;
}

/**
 * Reads markup, and the text of elements that have no markup inside.
 * See https://html.spec.whatwg.org/multipage/parsing.html#tag-open-state.
 *
 * @param readText Reads what follows.
 */
export const createMarkupReader = (cursor: Cursor, handler: TagHandler, readText: () => void) => {
  const comments = createCommentReader(cursor, handler, readText);
  const readEndTag = (): void => {
    const { at } = cursor;
    const code = codeAt(cursor, at + 2);
    if (isLetter(code)) readTag(at + 2, true);
    else if (code === CODE.greater) cursor.at += '</>'.length;
    else if (at + 2 === cursor.end) holdBack(cursor);
    else comments.startBogus();
  };
  const rawText = createRawTextReader(cursor, handler.text, readEndTag);
  const readTag = createTagReader(
    cursor,
    (kind, attributes, isSelfClosing) => {
      if (kind.hasRawText && !handler.isForeign()) rawText.start(kind.name);
      else cursor.read = readText;
      handler.open(kind, attributes, isSelfClosing);
    },
    (kind) => {
      cursor.read = readText;
      handler.close(kind);
    },
  );
  const read = (): void => {
    const { at } = cursor;
    const code = codeAt(cursor, at + 1);
    if (isLetter(code)) readTag(at + 1, false);
    else if (code === CODE.slash) readEndTag();
    else if (code === CODE.exclamation) comments.start();
    else if (code === CODE.question) comments.startBogus();
    else if (at + 1 === cursor.end) holdBack(cursor);
    else {
      cursor.at++;
      handler.text('<');
    }
  };

  return {
    /** Reads on from a `<`. */
    read,
    /** Whether text is being read that is no markup, whatever it looks like. */
    isReadingText: (): boolean => rawText.isReading() || comments.isReadingText(),
  };
};
