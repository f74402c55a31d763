import { z } from 'zod';

import { cleanLanguage } from '../extract/clean/language.ts';
import { cleanText } from '../extract/clean/text.ts';
import { cleanUrl } from '../extract/clean/url.ts';
import { createExtraction } from '../extract/index.ts';
import { parseJsonLd } from '../extract/structured/parse-json-ld.ts';
import { listOf } from '../extract/structured/things.ts';
import { type BodyFacts, emptyFacts } from '../scrape/page-facts.ts';
import { decodedText, startOf } from './decoded-text.ts';
import type { Resource } from './resource.ts';

/** Longer documents are data, not something that describes itself. */
const MAX_LENGTH = 262_144;
const MAX_AUTHORS = 20;

const text = z.string().catch('');

/** What a JSON feed says of itself; https://www.jsonfeed.org/version/1.1/ */
const jsonFeed = z.object({
  version: z.string().startsWith('https://jsonfeed.org/version/'),
  title: text,
  description: text,
  home_page_url: text,
  language: text,
  icon: text,
  favicon: text,
  authors: z
    .unknown()
    .transform((value) => listOf(value).slice(0, MAX_AUTHORS))
    .pipe(z.array(z.object({ name: text })))
    .catch([]),
});
type JsonFeed = z.infer<typeof jsonFeed>;

/** Linked data says which vocabulary it speaks. */
const linkedData = z.looseObject({ '@context': z.unknown() });

/** Reads what JSON says of itself where it is a JSON feed or linked data; other JSON says nothing. */
export async function readJson(resource: Resource): Promise<BodyFacts> {
  // JSON is UTF-8, whatever else is declared: RFC 8259, section 8.1
  const decoded = decodedText({ body: resource.body, declaredType: 'application/json;charset=utf-8' });
  const json = (await startOf(decoded, MAX_LENGTH)).replace(/^\ufeff/, '');
  const value = parseJsonLd(json, false);
  const facts = { ...emptyFacts(resource.contentType), charset: decoded.charset() };
  const feed = jsonFeed.safeParse(value);
  if (feed.success) return { ...facts, ...feedFacts(feed.data, new URL(resource.url)) };
  return linkedData.safeParse(value).success ? { ...facts, ...linkedFacts(resource.url, json) } : facts;
}

function feedFacts(feed: JsonFeed, base: URL): Partial<BodyFacts> {
  const imageUrl = cleanUrl(feed.icon, base);
  const iconUrl = cleanUrl(feed.favicon, base);
  const found = {
    title: cleanText(feed.title),
    description: cleanText(feed.description),
    canonicalUrl: cleanUrl(feed.home_page_url, base),
    lang: cleanLanguage(feed.language),
    author: cleanText(feed.authors.map(({ name }) => name).join(', ')),
    image: imageUrl === null ? null : { url: imageUrl, width: null, height: null, alt: null, type: null },
    icon: iconUrl === null ? null : { url: iconUrl, sizes: null, type: null },
  };
  const names = Object.entries(found).filter(([, value]) => value !== null);
  return {
    ...found,
    images: found.image === null ? [] : [found.image],
    icons: found.icon === null ? [] : [found.icon],
    sources: Object.fromEntries(names.map(([name]) => [name, 'feed'])),
  };
}

/** What the extraction makes of the same data within a page. */
function linkedFacts(url: string, json: string): Partial<BodyFacts> {
  const extraction = createExtraction({ url, contentType: 'text/html;charset=utf-8' });
  const inPage = json.replaceAll('<', String.raw`\u003c`);
  extraction.write(Buffer.from(`<script type="application/ld+json">${inPage}</script>`));
  const { oembedLinks, headComplete, metaRefresh, charset, contentType, ...facts } = extraction.end();
  return facts;
}
