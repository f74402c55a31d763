import { type ElementKind, elementKind } from '../tokenize/elements.ts';
import type { Capture } from './captures.ts';
import type { Thing } from './describe-things.ts';

/** An open element. */
export interface Frame {
  readonly name: string;
  readonly kind: ElementKind;
  /** Bits of PLACE: its own and those of all elements around it. */
  readonly place: number;
  /** Bits of PLACE that it adds itself. */
  readonly own: number;
  readonly hints: string;
  /** Its texts are no text of the page. */
  readonly isUnseen: boolean;
  /** Nothing in it is a fact. */
  readonly isInert: boolean;
  /** It is <svg> or <math>, or one of their elements. */
  readonly isForeign: boolean;
  /** What is in it is foreign, too. */
  readonly hasForeignContent: boolean;
  /** How many elements came before it. */
  readonly at: number;
  /** The element around it. */
  readonly parent: Frame | null;
  /** What properties inside it describe. */
  thing: Thing | null;
  /** What wants its text; most elements have none. */
  captures: Capture | null;
}

/** Browsers nest no deeper either: what is deeper becomes a sibling. */
const MAX_DEPTH = 512;
const PARAGRAPH = elementKind('p');

/** Whether an end tag passes an element that it does not name: inline elements end no blocks. */
const passes = (kind: ElementKind, here: ElementKind): boolean => !here.isBarrier && (kind.isBlock || !here.isBlock);

/** The open element that an end tag ends; null where it ends none. The names of HTML's blocks mean nothing inside <svg>. */
const findOpen = (kind: ElementKind, innermost: Frame | null): Frame | null => {
  const isStrong = kind.isInert || kind.isBarrier;
  for (let frame = innermost; frame !== null; frame = frame.parent) {
    if (frame.name === kind.name || (kind.isHeading && frame.kind.isHeading)) return frame;
    if (!isStrong && !frame.isForeign && !passes(kind, frame.kind)) return null;
  }
  return null;
};

const findInnermost = (kind: ElementKind, innermost: Frame | null): Frame | null =>
  innermost !== null && kind.ends.includes(innermost.name) ? innermost : null;

/** The open row or cell that a row's or a cell's start ends; null where it ends none of its table. */
const findOfRow = (kind: ElementKind, innermost: Frame | null): Frame | null => {
  for (
    let frame = innermost;
    frame !== null && frame.name !== 'table' && frame.name !== 'template';
    frame = frame.parent
  ) {
    if (kind.ends.includes(frame.name)) return frame;
  }
  return null;
};

/** The open elements of a page, with the ends that HTML implies. No operation looks at more than MAX_DEPTH elements. */
export const createFrames = (onClose: (frame: Frame) => void) => {
  let current: Frame | null = null;
  let depth = 0;
  let paragraphs = 0;

  const pop = (frame: Frame): void => {
    current = frame.parent;
    depth--;
    if (frame.name === 'p') paragraphs--;
    onClose(frame);
  };
  /** Ends all elements up to the one around `last`. */
  const popTo = (end: Frame | null): void => {
    for (let frame = current; frame !== null && frame !== end; frame = frame.parent) pop(frame);
  };
  const close = (kind: ElementKind): void => {
    if (kind === PARAGRAPH && paragraphs === 0) return;
    const frame = findOpen(kind, current);
    if (frame !== null) popTo(frame.parent);
  };
  const leaveForeign = (): void => {
    while (current?.isForeign === true) pop(current);
  };

  return {
    current: (): Frame | null => current,
    /** Ends what the start of an element ends. */
    makeRoomFor: (kind: ElementKind): void => {
      if (kind.endsParagraph && paragraphs > 0) close(PARAGRAPH);
      if (kind.ends.length === 0) return;
      const findEnded = kind.isOfRow ? findOfRow : findInnermost;
      for (let ended = findEnded(kind, current); ended !== null; ended = findEnded(kind, current)) popTo(ended.parent);
    },
    /** Ends the innermost element where no other may be in it. */
    limitDepth: (): void => {
      if (current !== null && depth >= MAX_DEPTH) pop(current);
    },
    /** Ends <svg> and <math>. */
    leaveForeign,
    push: (frame: Frame): void => {
      current = frame;
      depth++;
      if (frame.name === 'p') paragraphs++;
    },
    /** Takes an end tag. `</p>` ends <svg>, too, as its start would. */
    close: (kind: ElementKind): void => {
      if (kind === PARAGRAPH && current?.hasForeignContent === true) leaveForeign();
      close(kind);
    },
    closeAll: (): void => {
      popTo(null);
    },
  };
};
