import type { Attributes } from '../tokenize/attributes.ts';
import type { ElementKind } from '../tokenize/elements.ts';
import { readTags, type TagReader } from '../tokenize/read-tags.ts';
import { type Facts, newFacts } from './facts.ts';
import { createFrames, type Frame } from './frames.ts';
import { joinTexts } from './join-texts.ts';
import { createFrameMaker } from './new-frame.ts';
import { isContent, readFacts } from './read-facts.ts';

/** What is wanted of a page after its head: prose are its paragraphs and short texts. */
export type Rest = 'nothing' | 'all but prose' | 'all';

export interface FactCollector {
  readonly write: (text: string) => void;
  readonly end: () => void;
  readonly facts: Readonly<Facts>;
  /** The document is over, or the caller had enough: nothing more is collected. */
  readonly isDone: () => boolean;
}

/** Whether an element is part of the page. A frame is, though nothing in it is. */
const isFact = ({ name, isInert, isForeign, parent }: Frame): boolean =>
  !isForeign && (!isInert || (name === 'iframe' && parent?.isInert !== true));

/** Whether anything takes the text of an element. */
const isWanted = (frame: Frame | null): boolean => frame?.isUnseen !== true || frame.captures !== null;

/** Follows a page from its head into its body. */
const createStage = (facts: Facts, onHeadComplete: () => void) => {
  let inHead = true;
  const completeHead = (): void => {
    if (facts.headComplete) return;
    facts.headComplete = true;
    onHeadComplete();
  };
  return {
    inHead: () => inHead,
    completeHead,
    startBody: (): void => {
      if (!inHead) return;
      inHead = false;
      completeHead();
    },
  };
};

type Stage = ReturnType<typeof createStage>;

/** Passes a text on to whoever reads it: outside of the head's elements, it starts the body. */
const passText =
  (reader: ReturnType<typeof readFacts>, frames: ReturnType<typeof createFrames>, stage: Stage) =>
  (text: string): void => {
    const frame = frames.current();
    if (frame?.isUnseen === true) {
      reader.unseenText(text, frame);
      return;
    }
    if (stage.inHead() && frame?.name !== 'title') {
      if (!isContent(text)) return;
      stage.startBody();
    }
    reader.text(text, frame);
  };

/** Puts tags and texts together to a page's elements, and has their facts read. */
const createTree = (facts: Facts, stage: Stage, stop: () => void) => {
  const reader = readFacts(facts);
  const newFrame = createFrameMaker();
  const frames = createFrames(reader.finish);
  const texts = joinTexts(passText(reader, frames, stage));

  const breakLine = ({ isBlock, name }: ElementKind): void => {
    if (isBlock) reader.breakLine(name !== 'br', frames.current());
  };
  const makeRoomFor = (kind: ElementKind): void => {
    if (frames.current()?.hasForeignContent === true) {
      if (!kind.breaksOut) return;
      frames.leaveForeign();
    }
    if (!kind.isOfHead && frames.current()?.isInert !== true) stage.startBody();
    frames.makeRoomFor(kind);
    breakLine(kind);
  };
  const open = (kind: ElementKind, attributes: Attributes, isSelfClosing: boolean): void => {
    texts.flush();
    makeRoomFor(kind);
    frames.limitDepth();
    const frame = newFrame(kind, attributes, frames.current(), stage.inHead());
    if (isFact(frame)) reader.element(frame, attributes);
    if (kind.isVoid || (isSelfClosing && frame.isForeign)) reader.finish(frame);
    else frames.push(frame);
  };
  const close = (kind: ElementKind): void => {
    texts.flush();
    if (kind.name === 'html') stop();
    if (kind.name === 'head') stage.completeHead();
    else if (kind.name !== 'body') frames.close(kind);
    breakLine(kind);
  };
  const end = (): void => {
    texts.flush();
    frames.closeAll();
    reader.breakLine(true, null);
  };
  return {
    open,
    close,
    end,
    text: (raw: string): void => {
      if (isWanted(frames.current())) texts.add(raw);
    },
    isForeign: (): boolean => frames.current()?.hasForeignContent === true,
    skipProse: reader.skipProse,
  };
};

/**
 * Collects the facts of a page, as its text comes.
 *
 * @param restWanted Asked once, when the head is complete.
 */
export const collectFacts = (restWanted: (facts: Readonly<Facts>) => Rest): FactCollector => {
  const facts = newFacts();
  let done = false;
  const stop = (): void => {
    done = true;
    tags.stop();
  };
  const stage = createStage(facts, () => {
    const rest = restWanted(facts);
    if (rest === 'nothing') stop();
    else if (rest === 'all but prose') tree.skipProse();
  });
  const tree = createTree(facts, stage, stop);
  const tags: TagReader = readTags(tree);
  return {
    write: tags.write,
    end: () => {
      tags.end();
      tree.end();
    },
    facts,
    isDone: () => done,
  };
};
