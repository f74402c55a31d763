import { decodeText } from './captures.ts';
import { textFact } from './element-facts.ts';
import { FACT_LIMITS, type Facts } from './facts.ts';
import type { Frame } from './frames.ts';

/** Shorter texts are labels. */
const MIN_LENGTH = 25;
/** What is no <p> has to be longer to be one. */
const MIN_DIV_LENGTH = 80;
const MAX_LENGTH = 2000;
/** The blocks whose texts are paragraphs. */
const HOLDERS: ReadonlySet<string> = new Set([
  'p',
  'div',
  'section',
  'article',
  'main',
  'td',
  'blockquote',
  'body',
  'center',
]);

/** The block that a text stands in, where its texts are paragraphs. */
const holderOf = (frame: Frame): Frame | null => {
  let block: Frame | null = frame;
  while (block !== null && !block.kind.isBlock) block = block.parent;
  return block !== null && HOLDERS.has(block.name) ? block : null;
};

/**
 * Collects the page's paragraphs: what stands between the starts and ends of blocks, be it in a <p> or, as on many pages, in a
 * <div>.
 */
export const collectParagraphs = ({ paragraphs }: Facts) => {
  let raw = '';
  let linked = 0;
  /** Undefined before the first text, null where texts are no paragraphs. */
  let holder: Frame | null | undefined;

  return {
    /** @param isContent Whether it is more than white space, with which no paragraph starts. */
    addText: (text: string, isContent: boolean, frame: Frame | null): void => {
      if (holder === undefined && isContent && frame !== null && paragraphs.length < FACT_LIMITS.paragraphs)
        holder = holderOf(frame);
      if (holder === undefined || holder === null || raw.length >= MAX_LENGTH) return;
      raw += text.slice(0, MAX_LENGTH);
      if (frame?.name === 'a') linked += text.length;
    },
    /** A block starts or ends. */
    end: (): void => {
      const text = raw;
      const block = holder;
      const isLinks = linked * 2 > raw.length;
      raw = '';
      linked = 0;
      holder = undefined;
      if (block === undefined || block === null || text.length < MIN_LENGTH || isLinks) return;
      const decoded = decodeText(text).trim();
      if (decoded.length >= (block.name === 'p' ? MIN_LENGTH : MIN_DIV_LENGTH))
        paragraphs.push(textFact(block, decoded));
    },
  };
};
