import { Parser } from 'htmlparser2';

import { parseDate } from '../extract/clean/date.ts';
import { cleanLanguage } from '../extract/clean/language.ts';
import { cleanMarkup } from '../extract/clean/text.ts';
import { cleanUrl } from '../extract/clean/url.ts';
import { type BodyFacts, emptyFacts } from '../scrape/page-facts.ts';
import { decodedText } from './decoded-text.ts';
import type { Resource } from './resource.ts';

/** What a feed says of itself stands before its first entry; a feed that goes on for longer than this without one is none. */
const MAX_LENGTH = 262_144;
const MAX_VALUE = 10_000;
/** What nests deeper than this is no feed: each level would cost as much as there are levels around it. */
const MAX_DEPTH = 32;
const ENTRIES: ReadonlySet<string> = new Set(['item', 'entry']);

/** What is taken of a feed, by the path of its element below the root; of several the first with a value counts. */
const PATHS: Readonly<Record<string, readonly string[]>> = {
  title: ['channel/title', 'title'],
  description: ['channel/description', 'subtitle', 'channel/itunes:summary'],
  link: ['channel/link', 'link'],
  lang: ['channel/language', 'channel/dc:language', '@xml:lang'],
  author: ['author/name', 'channel/itunes:author', 'channel/dc:creator'],
  publishedAt: ['channel/pubdate'],
  modifiedAt: ['channel/lastbuilddate', 'updated', 'channel/dc:date'],
  image: ['logo', 'channel/image/url', 'channel/itunes:image', 'image/url'],
  icon: ['icon'],
};

/** Reads what a feed says of itself: RSS 2.0, RSS 1.0 or Atom. */
export async function readFeed(resource: Resource): Promise<BodyFacts> {
  const text = decodedText(resource);
  const collector = collectValues();
  let length = 0;
  for await (const piece of text.pieces) {
    collector.write(piece);
    length += piece.length;
    if (collector.isDone() || length > MAX_LENGTH) break;
  }
  return factsOf(resource, collector.values, text.charset());
}

/** Collects the first text of each path before the first entry. */
function collectValues() {
  const values = new Map<string, string>();
  const path: string[] = [];
  let isDone = false;
  const keep = (key: string, value: string): void => {
    if (value.trim() !== '' && !values.has(key)) values.set(key, value.trim());
  };
  let text = '';
  const stop = (): void => {
    isDone = true;
    parser.pause();
  };
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        const tag = name.toLowerCase();
        if (ENTRIES.has(tag) || path.length >= MAX_DEPTH) {
          stop();
          return;
        }
        path.push(tag);
        text = '';
        const key = path.slice(1).join('/');
        if (path.length === 1) keep('@xml:lang', attributes['xml:lang'] ?? '');
        // Atom has its addresses in attributes; those of other relations lead elsewhere
        if ((attributes.rel ?? 'alternate') === 'alternate') keep(key, attributes.href ?? '');
      },
      ontext: (piece) => {
        if (text.length < MAX_VALUE) text += piece;
      },
      onclosetag: () => {
        keep(path.slice(1).join('/'), text);
        text = '';
        path.pop();
      },
    },
    { xmlMode: true },
  );
  return {
    values: values as ReadonlyMap<string, string>,
    isDone: () => isDone,
    write: (piece: string): void => {
      parser.write(piece);
    },
  };
}

function factsOf(
  { url, contentType }: Resource,
  values: ReadonlyMap<string, string>,
  charset: string | null,
): BodyFacts {
  const base = new URL(url);
  const valueOf = (name: keyof typeof PATHS): string => {
    const found = PATHS[name]?.map((path) => values.get(path)).find((value) => value !== undefined);
    return found ?? '';
  };
  const urlOf = (name: keyof typeof PATHS): string | null => cleanUrl(valueOf(name), base);
  const found = {
    title: cleanMarkup(valueOf('title')),
    description: cleanMarkup(valueOf('description')),
    canonicalUrl: urlOf('link'),
    lang: cleanLanguage(valueOf('lang')),
    author: cleanMarkup(valueOf('author')),
    publishedAt: parseDate(valueOf('publishedAt')),
    modifiedAt: parseDate(valueOf('modifiedAt')),
  };
  const picture = urlOf('image');
  const image = picture === null ? null : { url: picture, width: null, height: null, alt: null, type: null };
  const iconUrl = urlOf('icon');
  const icon = iconUrl === null ? null : { url: iconUrl, sizes: null, type: null };
  const names = Object.entries({ ...found, image, icon }).filter(([, value]) => value !== null);
  return {
    ...emptyFacts(contentType),
    ...found,
    charset,
    image,
    images: image === null ? [] : [image],
    icon,
    icons: icon === null ? [] : [icon],
    sources: Object.fromEntries(names.map(([name]) => [name, 'feed'])),
  };
}
