import type { Facts, MediaFact } from '../collect/facts.ts';
import { PLACE } from '../collect/places.ts';
import { isThing, type JsonThing, listOf, stringsOf } from '../structured/things.ts';
import { type AnySyntax, isOnTopic, type Page } from './page.ts';
import { subjectsOf } from './things.ts';

/** A candidate as the page has it. */
export interface RawMedia {
  url: string;
  width: string | null;
  height: string | null;
  alt: string | null;
  type: string | null;
}

/** A place that candidates come from. */
export interface MediaSource {
  /** Shows in the answer's `sources`. */
  readonly name: string;
  readonly read: (page: Page) => readonly RawMedia[];
  /** It is settled when the head is complete. */
  readonly inHead: boolean;
}

const ofUrl = (url: string): RawMedia => ({ url, width: null, height: null, alt: null, type: null });

/** What follows the name of a structured property to say more about the file before it. */
const DETAILS: ReadonlyMap<string, Exclude<keyof RawMedia, 'url'>> = new Map([
  [':width', 'width'],
  [':height', 'height'],
  [':alt', 'alt'],
  [':type', 'type'],
]);
const SECURE = /^\s*https:\/\//i;
/** Other names of the address itself. */
const ADDRESSES: ReadonlySet<string> = new Set([':url', ':secure_url', ':src']);

/** Adds what a property says of the file before it. */
const addDetail = (media: RawMedia, part: string, content: string): void => {
  const detail = DETAILS.get(part);
  if (detail !== undefined) media[detail] = content;
  // "to use if the webpage requires HTTPS", as those that show previews do
  if (part === ':secure_url' && SECURE.test(content)) media.url = content;
};

/**
 * Structured properties: `og:image:width` belongs to the `og:image` before it, and `og:image:secure_url` is another address of it.
 * See https://ogp.me/#structured.
 */
export const structured = (name: string): MediaSource => ({
  name,
  inHead: true,
  read: ({ facts }) => {
    const found: RawMedia[] = [];
    let seen = new Set<string>();
    for (const { name: property, content } of facts.metas) {
      if (!property.startsWith(name)) continue;
      const part = property.slice(name.length);
      const last = found.at(-1);
      const isAddress = ADDRESSES.has(part);
      if (part === '' || (isAddress && (last === undefined || seen.has(part)))) {
        found.push(ofUrl(content));
        seen = new Set([part]);
      } else if (last !== undefined) {
        addDetail(last, part, content);
        if (isAddress) seen.add(part);
      }
    }
    return found;
  },
});

/** A number or text; schema.org wraps sizes in a QuantitativeValue, too. */
const textOf = (value: unknown): string | null => {
  const [one] = listOf(value);
  if (typeof one === 'number') return String(one);
  if (isThing(one)) return textOf(one.value ?? one.name);
  return typeof one === 'string' ? one : null;
};

const ofThing = (thing: JsonThing): readonly RawMedia[] => {
  const urls =
    ['contentUrl', 'url', 'embedUrl', '@id'].map((key) => stringsOf(thing[key])).find((list) => list.length > 0) ?? [];
  const [width, height] = [textOf(thing.width), textOf(thing.height)];
  const details = { width, height, alt: textOf(thing.caption), type: textOf(thing.encodingFormat) };
  return urls.map((url) => ({ url, ...details }));
};

const readThings = (page: Page, syntax: AnySyntax, value: unknown): readonly RawMedia[] =>
  listOf(value).flatMap((one) => {
    if (typeof one === 'string') return [ofUrl(one)];
    const thing = page.graphs[syntax].resolve(one);
    return isThing(thing) ? ofThing(thing) : [];
  });

/** A property of what the page is about, in structured data. */
export const subjectMedia = (syntax: AnySyntax, property: string): MediaSource => ({
  name: `${syntax}:${property}`,
  inHead: false,
  read: (page) => subjectsOf(page, syntax).flatMap(({ thing }) => readThings(page, syntax, thing[property])),
});

/** All things of a type, in structured data. */
export const mediaObjects = (syntax: AnySyntax, type: string): MediaSource => ({
  name: `${syntax}:${type}`,
  inHead: false,
  read: (page) =>
    page.graphs[syntax].nodes.filter(({ types }) => types.includes(type)).flatMap(({ thing }) => ofThing(thing)),
});

/** <link rel="image_src">. */
export const linkedImage: MediaSource = {
  name: 'image_src',
  inHead: true,
  read: ({ facts }) => facts.links.filter(({ rel }) => rel.includes('image_src')).map(({ href }) => ofUrl(href)),
};

/** Images that are no content, by their address or class. */
const DECORATION =
  /sprite|spacer|pixel|avatar|gravatar|logo|icon|blank|placeholder|emoji|badge|1x1|loading|tracking|button|banner/i;
const MIN_PIXELS = 100;

const isSmall = (size: string | null): boolean => size !== null && Number.parseInt(size, 10) < MIN_PIXELS;

const isContentImage = (page: Page, { url, width, height, hints, place, at }: MediaFact): boolean => {
  const isInArticle = (place & (PLACE.article | PLACE.main | PLACE.figure)) !== 0;
  const isBehindHeading = page.heading !== null && at > page.heading.at;
  if (!isOnTopic(page, { place }) || !(isInArticle || isBehindHeading)) return false;
  if (isSmall(width) || isSmall(height)) return false;
  return !DECORATION.test(url) && !DECORATION.test(hints);
};

/** Images in the page's content: not small, no avatars, no pixels. */
export const contentImages: MediaSource = {
  name: 'img',
  inHead: false,
  read: (page) => page.facts.images.filter((image) => isContentImage(page, image)),
};

/** <video> or <audio>. */
export const tags = (name: string, kind: keyof Pick<Facts, 'videos' | 'audios'>): MediaSource => ({
  name,
  inHead: false,
  read: ({ facts }) => facts[kind],
});
