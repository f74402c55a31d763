import { largestSize } from '../clean/icon-size.ts';
import { cleanLanguage } from '../clean/language.ts';
import { cleanText } from '../clean/text.ts';
import { uniqueByUrl } from '../clean/unique-by-url.ts';
import { cleanUrl } from '../clean/url.ts';
import type { Link } from '../collect/facts.ts';
import type { Alternate, Extracted, Feed, Icon } from '../extracted.ts';
import type { Page } from './page.ts';

const ICON_TYPES: readonly string[] = [
  'icon',
  'apple-touch-icon',
  'apple-touch-icon-precomposed',
  'fluid-icon',
  'mask-icon',
];
const FEED_TYPES: ReadonlySet<string> = new Set([
  'application/rss+xml',
  'application/atom+xml',
  'application/feed+json',
  'application/rdf+xml',
]);
const OEMBED_TYPES: ReadonlySet<string> = new Set([
  'application/json+oembed',
  'text/xml+oembed',
  'application/xml+oembed',
]);
const MAX_LINKS = 30;
const MAX_ALTERNATES = 100;

const typeOf = ({ type }: Link): string => (type ?? '').trim().toLowerCase();

/** The links of a kind, with their absolute URLs, as `make` shows them. */
const readLinks = <Shown>(
  { facts, base }: Page,
  isWanted: (link: Link) => boolean,
  make: (url: string, link: Link) => Shown,
): readonly Shown[] => {
  const shown: Shown[] = [];
  for (const link of facts.links) {
    const url = isWanted(link) ? cleanUrl(link.href, base) : null;
    if (url !== null) shown.push(make(url, link));
  }
  return shown;
};

const isAlternate = (types: ReadonlySet<string>) => (link: Link) =>
  link.type !== null && link.rel.includes('alternate') && types.has(typeOf(link));
const isFeed = isAlternate(FEED_TYPES);
const isOembed = isAlternate(OEMBED_TYPES);

interface Ranked {
  readonly icon: Icon;
  /** Which kind of icon: the lowest first. */
  readonly rank: number;
  readonly size: number;
}

const rankOf = ({ rel }: Link): number => ICON_TYPES.findIndex((type) => rel.includes(type));
const isIcon = (link: Link): boolean => rankOf(link) !== -1;

const ranked = (icon: Icon, rank: number): Ranked => ({ icon, rank, size: largestSize(icon.sizes) });

const readIconLinks = (page: Page): readonly Ranked[] =>
  readLinks(page, isIcon, (url, link) => {
    const sizes = cleanText(link.sizes ?? '')?.toLowerCase() ?? null;
    return ranked({ url, sizes, type: typeOf(link) || null }, rankOf(link));
  });

/** Microsoft's tiles: the size is in the name. */
const TILE_PREFIX = 'msapplication-';
const TILE = /^msapplication-(?:tileimage$|(?:square|wide)(\d+x\d+)logo$)/;
const TILE_RANK = ICON_TYPES.indexOf('mask-icon') - 0.5;

const readTiles = ({ facts, base }: Page): readonly Ranked[] => {
  const tiles: Ranked[] = [];
  for (const { name, content } of facts.metas) {
    const match = name.startsWith(TILE_PREFIX) ? TILE.exec(name) : null;
    const url = match === null ? null : cleanUrl(content, base);
    if (match !== null && url !== null) tiles.push(ranked({ url, sizes: match[1] ?? null, type: null }, TILE_RANK));
  }
  return tiles;
};

/** The page's icons: real icons before those for home screens and tiles, larger ones first; monochrome masks last. */
export const readIcons = (page: Page): Icon[] => {
  const icons = [...readIconLinks(page), ...readTiles(page)].sort((a, b) => a.rank - b.rank || b.size - a.size);
  return uniqueByUrl(
    icons.map(({ icon }) => icon),
    MAX_LINKS,
  );
};

/** The page's feeds. */
export const readFeeds = (page: Page): Feed[] => {
  const feeds = readLinks(page, isFeed, (url, link) => ({
    url,
    title: cleanText(link.title ?? ''),
    type: typeOf(link),
  }));
  return uniqueByUrl(feeds, MAX_LINKS);
};

/** All others: https://developers.google.com/search/docs/specialty/international/localized-versions. */
const DEFAULT_LANGUAGE = 'x-default';

const languageOf = (value: string): string | null => {
  const language = value.trim().toLowerCase();
  return language === DEFAULT_LANGUAGE ? language : cleanLanguage(value);
};

/** The page in other languages. */
export const readAlternates = ({ facts, base }: Page): Alternate[] => {
  const found = new Map<string, Alternate>();
  for (const { rel, hreflang, href } of facts.links) {
    if (found.size >= MAX_ALTERNATES) break;
    const lang = hreflang === null || !rel.includes('alternate') ? null : languageOf(hreflang);
    const url = lang === null ? null : cleanUrl(href, base);
    if (lang === null || url === null) continue;
    const key = `${lang} ${url}`;
    if (!found.has(key)) found.set(key, { lang, url });
  }
  return [...found.values()];
};

/** What the page shows in frames. */
export const readFrames = ({ facts, base }: Page): string[] => {
  const urls = facts.frames.map((frame) => cleanUrl(frame, base)).filter((url) => url !== null);
  return [...new Set(urls)];
};

/** Where the page's oEmbed answer is. */
export const readOembedLinks = (page: Page): Extracted['oembedLinks'] => {
  const links = readLinks(page, isOembed, (url, link) => ({ url, type: typeOf(link) }));
  return uniqueByUrl(links, MAX_LINKS);
};

/** https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps */
const REFRESH = /^\s*(?<seconds>\d{1,6})[\d.]*[\s;,]*(?:url\s*=\s*)?["']?(?<target>[^"']*)/i;
const REFRESH_LENGTH = 2000;

/** Where `<meta http-equiv="refresh">` leads; null where it only reloads the page. */
export const readMetaRefresh = ({ facts, base }: Page): Extracted['metaRefresh'] => {
  const content = facts.httpEquivs.find(({ name }) => name === 'refresh')?.content;
  const match = content === undefined ? null : REFRESH.exec(content.slice(0, REFRESH_LENGTH));
  if (match === null) return null;
  const { seconds, target } = match.groups as Record<'seconds' | 'target', string>;
  const url = cleanUrl(target, base);
  return url === null ? null : { url, seconds: Number(seconds) };
};
