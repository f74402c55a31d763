import { type Attributes, NO_ATTRIBUTES } from '../tokenize/attributes.ts';
import { isSpace } from '../tokenize/characters.ts';
import { readByline, readByText, readDateText, readShortText } from './byline-facts.ts';
import { addText, type Capture, decodeText, finishCapture } from './captures.ts';
import { describeThings } from './describe-things.ts';
import { ELEMENT_READERS } from './element-facts.ts';
import type { Facts } from './facts.ts';
import type { Frame } from './frames.ts';
import { collectParagraphs } from './paragraphs.ts';
import { PLACE } from './places.ts';

/** Longer texts are no bylines. */
const MAX_LINE = 300;
/** So many open elements may want their text: each piece of text goes to all of them, and pages nest a dozen at most. */
const MAX_ACTIVE = 64;

/** Whether a text is more than the white space between two tags. */
export const isContent = (raw: string): boolean => {
  for (let index = 0; index < raw.length; index++) if (!isSpace(raw.charCodeAt(index))) return true;
  return false;
};

const append = (frame: Frame, capture: Capture): void => {
  if (frame.captures === null) {
    frame.captures = capture;
    return;
  }
  let last = frame.captures;
  while (last.next !== null) last = last.next;
  last.next = capture;
};

/** Hands texts to whoever wants those of an open element. */
const createCaptures = () => {
  const active: Capture[] = [];
  /** Mostly it is the last, as elements end in each other. */
  const remove = (capture: Capture): void => {
    const index = active.lastIndexOf(capture);
    if (index === active.length - 1) active.pop();
    else active.splice(index, 1);
  };
  return {
    attach: (frame: Frame, capture: Capture | null): void => {
      if (capture === null || active.length >= MAX_ACTIVE) return;
      active.push(capture);
      append(frame, capture);
    },
    addToAll: (raw: string): void => {
      for (const capture of active) addText(capture, raw);
    },
    /** The element is over. */
    finish: ({ name, captures }: Frame): void => {
      for (let capture = captures; capture !== null; capture = capture.next) {
        remove(capture);
        finishCapture(capture, name === 'script');
      }
    },
  };
};

/** Reads the facts in a page's elements and texts, as they are told in document order. */
export const readFacts = (facts: Facts) => {
  const describe = describeThings(facts.items);
  const paragraphs = collectParagraphs(facts);
  const captures = createCaptures();
  let readsProse = true;

  const readAttributes = (frame: Frame, attributes: Attributes): void => {
    const { thing, capture } = describe(attributes, frame);
    frame.thing = thing ?? frame.thing;
    captures.attach(frame, capture);
    if ((frame.place & PLACE.head) === 0) captures.attach(frame, readByline(facts, frame, attributes));
  };
  const readLine = (line: string, frame: Frame): void => {
    if (readsProse) readShortText(facts, frame, line);
    readDateText(facts, frame, line);
    const byText = readByText(facts, frame, line);
    if (byText === null) return;
    captures.attach(byText.isBeside ? (frame.parent ?? frame) : frame, byText.capture);
  };

  return {
    /** An element starts. */
    element: (frame: Frame, attributes: Attributes): void => {
      if (attributes !== NO_ATTRIBUTES) readAttributes(frame, attributes);
      const read = ELEMENT_READERS.get(frame.name);
      if (read !== undefined) captures.attach(frame, read(facts, frame, attributes));
    },
    /** Text that people see. */
    text: (raw: string, frame: Frame | null): void => {
      captures.addToAll(raw);
      if (frame === null || frame.name === 'title') return;
      const isLine = isContent(raw);
      if (readsProse) paragraphs.addText(raw, isLine, frame);
      if (isLine && raw.length <= MAX_LINE) readLine(decodeText(raw), frame);
    },
    /** Text of an element whose text nobody sees: a script, say. */
    unseenText: (raw: string, { captures: wanted }: Frame): void => {
      for (let capture = wanted; capture !== null; capture = capture.next) addText(capture, raw);
    },
    /** A line ends: with a block, or within one. */
    breakLine: (isBlock: boolean, frame: Frame | null): void => {
      captures.addToAll('\n');
      if (!readsProse) return;
      if (isBlock) paragraphs.end();
      else paragraphs.addText('\n', false, frame);
    },
    finish: captures.finish,
    /** Paragraphs and short texts are no longer wanted. */
    skipProse: (): void => {
      readsProse = false;
    },
  };
};
