import { drop, feed, newCursor, PIECE_LENGTH } from './cursor.ts';
import { createMarkupReader, type TagHandler } from './read-markup.ts';

export interface TagReader {
  readonly write: (text: string) => void;
  readonly end: () => void;
  /** Nothing is told any more, not even of what is already written. */
  readonly stop: () => void;
}

/**
 * Reads HTML as it comes, in constant memory, and tells a handler of its tags and texts, as the HTML standard has it tokenized:
 * https://html.spec.whatwg.org/multipage/parsing.html#tokenization.
 */
export const readTags = (handler: TagHandler): TagReader => {
  const readText = (): void => {
    const { source, at } = cursor;
    const start = source.indexOf('<', at);
    if (start !== at) {
      cursor.at = start === -1 ? cursor.end : start;
      handler.text(source.slice(at, cursor.at));
    }
    if (cursor.at < cursor.end) markup.read();
  };
  const cursor = newCursor(readText);
  const markup = createMarkupReader(cursor, handler, readText);
  const isText = (rest: string): boolean =>
    cursor.read === readText ? rest === '<' || rest === '</' : rest !== '' && markup.isReadingText();

  let isStopped = false;
  return {
    write: (text) => {
      for (let at = 0; at < text.length && !isStopped; at += PIECE_LENGTH) {
        feed(cursor, text.slice(at, at + PIECE_LENGTH));
      }
    },
    end: () => {
      if (isText(cursor.held)) handler.text(cursor.held);
    },
    stop: () => {
      isStopped = true;
      drop(cursor);
    },
  };
};
