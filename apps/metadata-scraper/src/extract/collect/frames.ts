import { type Capture } from './captures.ts';
import { type Thing } from './describe-things.ts';
import { type ElementKind, elementKind } from './elements.ts';

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
  /** Inside <svg> or <math>. */
  readonly isForeign: boolean;
  /** How many elements came before it. */
  readonly at: number;
  readonly parent: Frame | null;
  /** What properties inside it describe. */
  thing: Thing | null;
  /** What wants its text; most elements have none. */
  captures: Capture[] | null;
}

/** Browsers nest no deeper either: what is deeper becomes a sibling. */
const MAX_DEPTH = 512;

const PARAGRAPH = elementKind('p');

/** Whether an end tag passes an element that it does not name: inline elements end no blocks. */
const passes = (kind: ElementKind, here: ElementKind): boolean => !here.isBarrier && (kind.isBlock || !here.isBlock);

/** The open elements of a page, with the ends that HTML implies. No operation looks at more than MAX_DEPTH elements. */
export const createFrames = (onClose: (frame: Frame) => void) => {
  const frames: Frame[] = [];
  let current: Frame | null = null;
  let paragraphs = 0;

  const pop = (): void => {
    const frame = frames.pop() as Frame;
    current = frames.at(-1) ?? null;
    if (frame.name === 'p') paragraphs--;
    onClose(frame);
  };
  /** How many elements an end tag ends; 0 where it ends none. */
  const reach = (kind: ElementKind): number => {
    const isStrong = kind.isInert || kind.isBarrier;
    for (let index = frames.length - 1; index >= 0; index--) {
      const { kind: here } = frames[index] as Frame;
      if (here.name === kind.name) return frames.length - index;
      if (!isStrong && !passes(kind, here)) return 0;
    }
    return 0;
  };
  const close = (kind: ElementKind): void => {
    for (let count = reach(kind); count > 0; count--) pop();
  };

  return {
    current: (): Frame | null => current,
    /** Ends what the start of an element ends. */
    makeRoomFor: (kind: ElementKind): void => {
      if (kind.endsParagraph && paragraphs > 0) close(PARAGRAPH);
      while (current !== null && kind.ends.includes(current.name)) pop();
    },
    push: (frame: Frame): void => {
      if (frames.length >= MAX_DEPTH) pop();
      frames.push(frame);
      current = frame;
      if (frame.name === 'p') paragraphs++;
    },
    close,
    closeAll: (): void => {
      while (frames.length > 0) pop();
    },
  };
};
