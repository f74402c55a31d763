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

/** The links of a kind, with absolute URLs. */
const linksOf = (page: Page, isWanted: (link: Link) => boolean): readonly (Link & { readonly url: string })[] =>
  page.facts.links.filter(isWanted).flatMap((link) => {
    const url = cleanUrl(link.href, page.base);
    return url === null ? [] : [{ ...link, url }];
  });

const isAlternate = (types: ReadonlySet<string>) => (link: Link) =>
  link.rel.includes('alternate') && types.has(typeOf(link));

const rank = ({ rel }: Link): number => ICON_TYPES.findIndex((type) => rel.includes(type));
const isIcon = (link: Link): boolean => rank(link) !== -1;

/** Microsoft's tiles: the size is in the name. */
const TILE_PREFIX = 'msapplication-';
const TILE = /^msapplication-(?:tileimage$|(?:square|wide)(\d+x\d+)logo$)/;
const TILE_RANK = ICON_TYPES.indexOf('mask-icon') - 0.5;

const readTiles = ({ facts, base }: Page) =>
  facts.metas.flatMap(({ name, content }) => {
    const match = name.startsWith(TILE_PREFIX) ? TILE.exec(name) : null;
    const url = match === null ? null : cleanUrl(content, base);
    return match === null || url === null ? [] : [{ url, type: null, sizes: match[1] ?? null, rank: TILE_RANK }];
  });

/** The page's icons: real icons before those for home screens and tiles, larger ones first; monochrome masks last. */
export const readIcons = (page: Page): Icon[] => {
  const links = linksOf(page, isIcon).map((link) => ({
    url: link.url,
    type: typeOf(link) || null,
    sizes: cleanText(link.sizes ?? '')?.toLowerCase() ?? null,
    rank: rank(link),
  }));
  const icons = [...links, ...readTiles(page)].map((icon) => ({ ...icon, size: largestSize(icon.sizes) }));
  const sorted = icons.toSorted((a, b) => a.rank - b.rank || b.size - a.size);
  return uniqueByUrl(
    sorted.map(({ url, sizes, type }) => ({ url, sizes, type })),
    MAX_LINKS,
  );
};

/** The page's feeds. */
export const readFeeds = (page: Page): Feed[] => {
  const feeds = linksOf(page, isAlternate(FEED_TYPES));
  return uniqueByUrl(
    feeds.map((link) => ({ url: link.url, title: cleanText(link.title ?? ''), type: typeOf(link) })),
    MAX_LINKS,
  );
};

/** All others: https://developers.google.com/search/docs/specialty/international/localized-versions. */
const DEFAULT_LANGUAGE = 'x-default';

const languageOf = (value: string): string | null => {
  const language = value.trim().toLowerCase();
  return language === DEFAULT_LANGUAGE ? language : cleanLanguage(value);
};

/** The page in other languages. */
export const readAlternates = (page: Page): Alternate[] => {
  const found = new Map<string, Alternate>();
  for (const { hreflang, url } of linksOf(page, ({ rel }) => rel.includes('alternate'))) {
    const lang = hreflang === null ? null : languageOf(hreflang);
    if (lang === null || found.size >= MAX_ALTERNATES) continue;
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
  const links = linksOf(page, isAlternate(OEMBED_TYPES));
  return uniqueByUrl(
    links.map((link) => ({ url: link.url, type: typeOf(link) })),
    MAX_LINKS,
  );
};

/** https://html.spec.whatwg.org/multipage/semantics.html#shared-declarative-refresh-steps */
const REFRESH = /^\s*(?<seconds>\d{1,6})[\d.]*[\s;,]*(?:url\s*=\s*)?["']?(?<target>[^"']*)/i;
const REFRESH_LENGTH = 2000;

/** Where `<meta http-equiv="refresh">` leads; null where it only reloads the page. */
export const readMetaRefresh = ({ facts, base }: Page): Extracted['metaRefresh'] => {
  const content = facts.httpEquivs.find(({ name }) => name === 'refresh')?.content;
  const match = REFRESH.exec((content ?? '').slice(0, REFRESH_LENGTH));
  if (match === null) return null;
  const { seconds, target } = match.groups as Record<'seconds' | 'target', string>;
  const url = cleanUrl(target, base);
  return url === null ? null : { url, seconds: Number(seconds) };
};
