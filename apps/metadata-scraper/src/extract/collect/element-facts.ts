import type { Attributes } from '../tokenize/attributes.ts';
import { type Capture, captureText } from './captures.ts';
import { FACT_LIMITS, type Facts, type Meta, type TextFact } from './facts.ts';
import type { Frame } from './frames.ts';

/** As much JSON-LD of a page is read: parsing it takes 10 ms a megabyte, and up to 60 where it is all numbers. */
const JSON_LENGTH = 262_144;
/** As much of all contents of <meta> is kept. */
const METAS_LENGTH = 262_144;
const TITLE_LENGTH = 2000;
const TIME_LENGTH = 300;
const MAX_NAMES = 8;

/** Link types that matter: pages have hundreds of others (stylesheet, preload, dns-prefetch…). */
const LINK_TYPES: ReadonlySet<string> = new Set(
  'canonical icon apple-touch-icon apple-touch-icon-precomposed mask-icon fluid-icon alternate author manifest image_src amphtml'.split(
    ' ',
  ),
);
const JSON_LD = /^\s*application\/(?:ld\+json|json\+ld)/i;

export const splitNames = (names: string): readonly string[] =>
  names
    .toLowerCase()
    .split(/\s+/, MAX_NAMES)
    .filter((name) => name !== '');

/** A fact about an element and its text. */
export const textFact = ({ name, hints, place, at, parent }: Frame, text: string): TextFact => ({
  text,
  tag: name,
  hints,
  around: `${parent?.hints ?? ''} ${parent?.parent?.hints ?? ''}`,
  place,
  at,
});

/** Reads the facts of one kind of element; gives what wants its text. */
type Reader = (facts: Facts, frame: Frame, attributes: Attributes) => Capture | null;

const readHtml: Reader = (facts, _frame, attributes) => {
  facts.lang ??= attributes.lang ?? attributes['xml:lang'] ?? null;
  return null;
};

const readBase: Reader = (facts, _frame, { href }) => {
  facts.base ??= href ?? null;
  return null;
};

const readTitle: Reader = (facts) =>
  captureText(TITLE_LENGTH, (text) => {
    facts.title ??= text;
  });

const isRoomFor = (metas: readonly Meta[], content: string): boolean =>
  metas.length < FACT_LIMITS.metas &&
  metas.reduce((sum, meta) => sum + meta.content.length, content.length) <= METAS_LENGTH;

const readMeta: Reader = (
  { metas, httpEquivs },
  { place },
  { name, property, itemprop, content, 'http-equiv': httpEquiv },
) => {
  if (content === undefined) return null;
  if (httpEquiv !== undefined && httpEquivs.length < FACT_LIMITS.httpEquivs) {
    httpEquivs.push({ name: httpEquiv.toLowerCase(), content, place });
  }
  for (const key of splitNames(`${property ?? ''} ${name ?? ''} ${itemprop ?? ''}`)) {
    if (isRoomFor(metas, content)) metas.push({ name: key, content, place });
  }
  return null;
};

const readLink: Reader = ({ links }, { place }, { rel, href, type, sizes, title, hreflang }) => {
  if (rel === undefined || href === undefined || links.length >= FACT_LIMITS.links) return null;
  const types = splitNames(rel);
  if (!types.some((one) => LINK_TYPES.has(one))) return null;
  const details = { type: type ?? null, sizes: sizes ?? null, title: title ?? null, hreflang: hreflang ?? null };
  links.push({ rel: types, href, ...details, place });
  return null;
};

const readScript: Reader = ({ jsonLd }, _frame, { type }) => {
  if (type === undefined || !JSON_LD.test(type) || jsonLd.length >= FACT_LIMITS.jsonLd) return null;
  const taken = jsonLd.reduce((sum, { length }) => sum + length, 0);
  return captureText(JSON_LENGTH - taken, (text) => {
    jsonLd.push(text);
  });
};

/** Reads a heading's text. */
const readHeading: Reader = ({ headings }, frame) => {
  if (headings.length >= FACT_LIMITS.headings) return null;
  return captureText(TITLE_LENGTH, (text) => {
    if (text.trim() !== '') headings.push(textFact(frame, text));
  });
};

const readTime: Reader = ({ times }, frame, { datetime, content }) => {
  if (times.length >= FACT_LIMITS.times) return null;
  return captureText(TIME_LENGTH, (text) => {
    times.push({ ...textFact(frame, text), datetime: datetime ?? content ?? null });
  });
};

const readMedia =
  (kind: 'images' | 'videos' | 'audios'): Reader =>
  (facts, { place, hints, at }, { src, 'data-src': lazySrc, width, height, alt, type }) => {
    const list = facts[kind];
    const url = lazySrc ?? src;
    if (url === undefined || list.length >= FACT_LIMITS[kind]) return null;
    const size = { width: width ?? null, height: height ?? null };
    list.push({ url, ...size, alt: alt ?? null, type: type ?? null, place, hints, at });
    return null;
  };

const readVideo = readMedia('videos');
const readAudio = readMedia('audios');

const readFrame: Reader = ({ frames }, _frame, { src, 'data-src': lazySrc }) => {
  const url = src ?? lazySrc;
  if (url !== undefined && frames.length < FACT_LIMITS.frames) frames.push(url);
  return null;
};

/** <source> is one of the files of the <video> or <audio> around it. */
const readSource: Reader = (facts, frame, attributes) => {
  if (frame.parent?.name === 'video') return readVideo(facts, frame, attributes);
  return frame.parent?.name === 'audio' ? readAudio(facts, frame, attributes) : null;
};

/** What is read of which element. */
export const ELEMENT_READERS: ReadonlyMap<string, Reader> = new Map([
  ['html', readHtml],
  ['base', readBase],
  ['title', readTitle],
  ['meta', readMeta],
  ['link', readLink],
  ['script', readScript],
  ['h1', readHeading],
  ['h2', readHeading],
  ['h3', readHeading],
  ['time', readTime],
  ['img', readMedia('images')],
  ['video', readVideo],
  ['audio', readAudio],
  ['source', readSource],
  ['iframe', readFrame],
  ['frame', readFrame],
]);
