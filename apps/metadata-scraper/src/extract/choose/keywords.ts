import { addKeywords, type FoundKeywords } from '../clean/keywords.ts';
import { isOnTopic, type Page } from './page.ts';
import { from, meta, type Source, subject } from './sources.ts';

/** Links to what is filed under a word: <a rel="tag"> (https://microformats.org/wiki/rel-tag), or by its address. */
const tagLinks: Source = from('tag-links', (page) =>
  page.facts.tagLinks.filter((tag) => isOnTopic(page, tag)).map(({ text }) => text),
);

/** Where keywords come from; all of them count. To add a source, add a line. */
export const KEYWORDS: readonly Source[] = [
  meta('keywords'),
  meta('news_keywords'),
  meta('article:tag'),
  meta('og:video:tag'),
  meta('video:tag'),
  meta('book:tag'),
  meta('parsely-tags'),
  meta('sailthru.tags'),
  meta('dc.subject'),
  subject('json-ld', 'keywords'),
  subject('microdata', 'keywords'),
  tagLinks,
];

/** The keywords of all sources, and where the first of them come from. */
export const chooseKeywords = (page: Page): { readonly list: string[]; readonly source: Source | null } => {
  const found: FoundKeywords = new Map();
  let first: Source | null = null;
  for (const source of KEYWORDS) {
    addKeywords(found, source.read(page));
    if (found.size > 0) first ??= source;
  }
  return { list: [...found.values()], source: first };
};
