import { Tokenizer, type TokenizerCallbacks } from 'htmlparser2';

import { type Attributes, attributeValue, mayBeWanted, NO_ATTRIBUTES, wantedAttribute } from './attributes.ts';
import { type ElementKind, elementKind } from './elements.ts';

/** What is told of a document, in document order. */
export interface TagHandler {
  readonly open: (kind: ElementKind, attributes: Attributes, isSelfClosing: boolean) => void;
  readonly close: (kind: ElementKind) => void;
  /** A piece of text, its character references still undecoded; one text may come in several pieces. */
  readonly text: (raw: string) => void;
  /** Inside <svg> or <math>, where <title>, <style> and <script> are ordinary elements. */
  readonly isForeign: () => boolean;
}

export interface TagReader {
  readonly write: (text: string) => void;
  readonly end: () => void;
  /** Nothing is told any more, not even of what is already written. */
  readonly stop: () => void;
}

/** Longer tag names are none that matter: they read as ''. */
const NAME_LENGTH = 128;
/** Longer attribute values are cut. */
const VALUE_LENGTH = 16_384;
/** An unfinished start of a tag (`</textarea`) is held back for the next chunk, so that no text before it is split by one. */
const HELD_LENGTH = 16;

/** Cuts a text into what can be tokenized now and what waits for the next chunk. */
const holdBack = (text: string): readonly [now: string, later: string] => {
  const start = text.indexOf('<', Math.max(0, text.length - HELD_LENGTH));
  return start === -1 ? [text, ''] : [text.slice(0, start), text.slice(start)];
};

/** The characters of a document by their offset, of which only the current chunk and the end of what came before are kept. */
const createWindow = () => {
  let before = '';
  let chunk = '';
  let base = 0;
  return {
    advance: (next: string): void => {
      before = (chunk.length < NAME_LENGTH ? before + chunk : chunk).slice(-NAME_LENGTH);
      base += chunk.length;
      chunk = next;
    },
    codeAt: (at: number): number =>
      at >= base ? chunk.charCodeAt(at - base) : before.charCodeAt(before.length - (base - at)),
    /** Whether these characters, all of the current chunk, are a text. */
    has: (text: string, start: number, end: number): boolean =>
      end - start === text.length && start >= base && chunk.startsWith(text, start - base),
    slice: (start: number, end: number): string =>
      start >= base
        ? chunk.slice(start - base, end - base)
        : before.slice(before.length - (base - start)) + chunk.slice(0, end - base),
  };
};

type Window = ReturnType<typeof createWindow>;

const ignore = (): void => undefined;
/** What is of no interest. Entities are decoded later, in the few texts that are kept. */
const IGNORED = {
  oncdata: ignore,
  oncomment: ignore,
  ondeclaration: ignore,
  onend: ignore,
  onattribentity: ignore,
  onprocessinginstruction: ignore,
  ontextentity: ignore,
};

/** Reads the attributes of one tag after the other. */
const readAttributes = (window: Window) => {
  let attributes = NO_ATTRIBUTES;
  let wanted: keyof Attributes | undefined;
  let value = '';
  return {
    start: (): void => {
      attributes = NO_ATTRIBUTES;
    },
    current: () => attributes,
    onattribname: (start: number, end: number): void => {
      wanted = mayBeWanted(window.codeAt(start), end - start) ? wantedAttribute(window.slice(start, end)) : undefined;
      value = '';
    },
    onattribdata: (start: number, end: number): void => {
      if (wanted === undefined || value.length >= VALUE_LENGTH) return;
      value += window.slice(start, Math.min(end, start + VALUE_LENGTH - value.length));
    },
    onattribend: (): void => {
      if (wanted === undefined) return;
      if (attributes === NO_ATTRIBUTES) attributes = {};
      attributes[wanted] ??= attributeValue(value);
    },
  };
};

const tokenizerCallbacks = (window: Window, handler: TagHandler): TokenizerCallbacks => {
  const { start, current, ...attributes } = readAttributes(window);
  let tag = elementKind('');
  const kindIn = (from: number, to: number): ElementKind =>
    elementKind(to - from > NAME_LENGTH ? '' : window.slice(from, to));
  return {
    ...IGNORED,
    ...attributes,
    onopentagname: (from, to) => {
      tag = kindIn(from, to);
      start();
    },
    onopentagend: () => {
      handler.open(tag, current(), false);
    },
    onselfclosingtag: () => {
      handler.open(tag, current(), true);
    },
    onclosetag: (from, to) => {
      // mostly the end of what was opened last, which costs no look-up
      handler.close(window.has(tag.name, from, to) ? tag : kindIn(from, to));
    },
    ontext: (from, to) => {
      handler.text(window.slice(from, to));
    },
    isInForeignContext: handler.isForeign,
  };
};

/**
 * Reads HTML as it comes, in constant memory, and tells a handler of its tags and texts. Built on htmlparser2's Tokenizer: its Parser
 * searches all open elements at every tag, and builds all attributes of all elements.
 */
export const readTags = (handler: TagHandler): TagReader => {
  const window = createWindow();
  const tokenizer = new Tokenizer({ decodeEntities: false }, tokenizerCallbacks(window, handler));
  let held = '';
  const pass = (text: string): void => {
    window.advance(text);
    tokenizer.write(text);
  };
  return {
    write: (text) => {
      const [now, later] = holdBack(held + text);
      held = later;
      pass(now);
    },
    end: () => {
      pass(held);
      tokenizer.end();
    },
    stop: () => {
      tokenizer.pause();
    },
  };
};
