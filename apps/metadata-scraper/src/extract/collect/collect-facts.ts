import { type Attributes, NO_ATTRIBUTES } from './attributes.ts';
import { readByline, readByText, readDateText } from './byline-facts.ts';
import { addText, type Capture, decodeText, finishCapture } from './captures.ts';
import { describeThings } from './describe-things.ts';
import { ELEMENT_READERS } from './element-facts.ts';
import { type ElementKind, elementKind } from './elements.ts';
import { type Facts, newFacts } from './facts.ts';
import { createFrames, type Frame } from './frames.ts';
import { createPlaceFinder, hintsOf, PLACE } from './places.ts';
import { collectParagraphs } from './paragraphs.ts';
import { readTags } from './read-tags.ts';

export interface FactCollector {
  readonly write: (text: string) => void;
  readonly end: () => void;
  readonly facts: Readonly<Facts>;
  /** The document is over, or the caller had enough: nothing more is collected. */
  readonly done: boolean;
}

/** As much as the longest capture takes. */
const PENDING_LENGTH = 1_048_576;
/** Longer texts are no bylines. */
const MAX_LINE = 300;
const IS_CONTENT = /[^\t\n\f\r ]/;

const SVG = elementKind('svg');
const MATH = elementKind('math');

const isHidden = (attributes: Attributes): boolean =>
  attributes.hidden !== undefined || attributes['aria-hidden'] === 'true';

/** Whether an element is <svg>, <math> or in one of them; in <foreignObject>, HTML goes on. */
const isForeignIn = (parent: Frame | null, name: string): boolean =>
  name === 'svg' || name === 'math' || (parent?.isForeign === true && parent.name !== 'foreignobject');

/** The places of an element. What is around the body says nothing; an article's own footer is not the page's. */
const placeIn = (parent: Frame | null, own: number, name: string): number => {
  if (name === 'body') return 0;
  const around = parent === null ? 0 : parent.place & ~PLACE.head;
  return name === 'footer' && (around & PLACE.article) !== 0 ? around : around | own;
};

/**
 * Collects the facts of a page, as its text comes.
 *
 * @param isEnough Asked once, when the head is complete, whether the rest of the page can be left out.
 */
export const collectFacts = (isEnough: (facts: Readonly<Facts>) => boolean): FactCollector => {
  const facts = newFacts();
  const placeOf = createPlaceFinder();
  const describe = describeThings(facts.items);
  const paragraphs = collectParagraphs(facts);
  const active = new Set<Capture>();
  let elements = 0;
  let inHead = true;
  let done = false;
  let pending = '';

  const finish = ({ name, captures }: Frame): void => {
    if (captures === null) return;
    for (const capture of captures) {
      active.delete(capture);
      finishCapture(capture, name === 'script');
    }
  };
  const frames = createFrames(finish);
  const attach = (frame: Frame, capture: Capture | null): void => {
    if (capture === null) return;
    active.add(capture);
    (frame.captures ??= []).push(capture);
  };
  const stop = (): void => {
    done = true;
    reader.stop();
  };
  const completeHead = (): void => {
    if (facts.headComplete) return;
    facts.headComplete = true;
    if (isEnough(facts)) stop();
  };
  const startBody = (): void => {
    if (!inHead) return;
    inHead = false;
    completeHead();
  };
  const addToAll = (raw: string): void => {
    for (const capture of active) addText(capture, raw);
  };
  const breakLine = ({ name }: ElementKind): void => {
    addToAll('\n');
    if (name === 'br') paragraphs.addText('\n', frames.current());
    else paragraphs.end();
  };
  const newFrame = (kind: ElementKind, attributes: Attributes): Frame => {
    const parent = frames.current();
    const hints = inHead ? '' : hintsOf(attributes);
    const own = inHead ? PLACE.head : placeOf(kind.name, hints, attributes.role);
    return {
      name: kind.name,
      kind,
      own,
      place: placeIn(parent, own, kind.name),
      hints,
      isUnseen: parent?.isUnseen === true || kind.isUnseen || isHidden(attributes),
      isInert: parent?.isInert === true || kind.isInert,
      isForeign: isForeignIn(parent, kind.name),
      at: elements++,
      parent,
      thing: parent === null ? null : parent.thing,
      captures: null,
    };
  };
  const readAttributes = (frame: Frame, attributes: Attributes): void => {
    const { thing, capture } = describe(attributes, frame);
    frame.thing = thing ?? frame.thing;
    attach(frame, capture);
    if (!inHead) attach(frame, readByline(facts, frame, attributes));
  };
  const readElement = (frame: Frame, attributes: Attributes): void => {
    if (attributes !== NO_ATTRIBUTES) readAttributes(frame, attributes);
    const read = ELEMENT_READERS.get(frame.name);
    if (read !== undefined) attach(frame, read(facts, frame, attributes));
  };
  const readText = (raw: string, frame: Frame | null): void => {
    startBody();
    paragraphs.addText(raw, frame);
    if (frame === null || raw.length > MAX_LINE) return;
    const line = decodeText(raw);
    readDateText(facts, frame, line);
    const byText = readByText(facts, frame, line);
    if (byText !== null) attach(byText.isBeside ? (frame.parent ?? frame) : frame, byText.capture);
  };
  /** Passes on the text since the last tag: however it was cut into chunks, it is one. */
  const flush = (): void => {
    if (pending === '') return;
    const raw = pending;
    const frame = frames.current();
    pending = '';
    if (frame?.isUnseen === true) {
      for (const capture of frame.captures ?? []) addText(capture, raw);
      return;
    }
    addToAll(raw);
    if (frame?.name === 'title') return;
    if (IS_CONTENT.test(raw)) readText(raw, frame);
    else paragraphs.addText(' ', frame);
  };
  /** Whether a tag counts: in <svg> and <math>, only what breaks out of them does. */
  const makeRoomFor = (kind: ElementKind): void => {
    if (frames.current()?.isForeign === true) {
      if (!kind.breaksOut) return;
      frames.close(SVG);
      frames.close(MATH);
    }
    if (!kind.isOfHead && frames.current()?.isInert !== true) startBody();
    frames.makeRoomFor(kind);
    if (kind.isBlock) breakLine(kind);
  };
  const open = (kind: ElementKind, attributes: Attributes, isSelfClosing: boolean): void => {
    flush();
    makeRoomFor(kind);
    const frame = newFrame(kind, attributes);
    if (!frame.isInert) readElement(frame, attributes);
    if (kind.isVoid || (isSelfClosing && frame.isForeign)) finish(frame);
    else frames.push(frame);
  };
  const close = (kind: ElementKind): void => {
    flush();
    if (kind.name === 'html') stop();
    if (kind.name === 'head') completeHead();
    else if (kind.name !== 'body') frames.close(kind);
    if (kind.isBlock) breakLine(kind);
  };
  const text = (raw: string): void => {
    const frame = frames.current();
    if (frame?.isUnseen === true && frame.captures === null) return;
    if (pending.length < PENDING_LENGTH) pending += raw.slice(0, PENDING_LENGTH - pending.length);
  };
  const reader = readTags({ open, close, text, isForeign: () => frames.current()?.isForeign === true });

  return {
    write: reader.write,
    end: () => {
      reader.end();
      flush();
      paragraphs.end();
      frames.closeAll();
    },
    facts,
    get done() {
      return done;
    },
  };
};
