import { parseDate } from '../clean/date.ts';
import { cleanLanguage } from '../clean/language.ts';
import { cleanMarkup, cleanText } from '../clean/text.ts';
import { cleanUrl } from '../clean/url.ts';
import { byline, byText, cleanAuthors, relAuthor, twitterData } from './byline-sources.ts';
import { dateText, jsonLdPublished, openGraphPublished, shown, timeTag, urlDate } from './date-sources.ts';
import type { Page } from './page.ts';
import { firstParagraph } from './paragraph-source.ts';
import { publisherLogo, subjectType } from './publisher-sources.ts';
import { dateOptions } from './shown-days.ts';
import { isSiteNameOn } from './site-name.ts';
import { anyThing, fromHead, httpEquiv, link, meta, type Source, subject } from './sources.ts';
import { anyTitle, cleanOwnTitle, cleanTitle, firstHeading, titleTag } from './title-sources.ts';

/** A field that has one value: where it comes from, in order of trust, and how it is cleaned. */
export interface Row {
  readonly sources: readonly Source[];
  /** The value in what a source says; null where there is none that is fit to show. */
  readonly clean: (values: readonly string[], page: Page, source: Source) => string | null;
}

type CleanOne = (value: string, page: Page) => string | null;

/** Takes the first value that is fit to show. */
const first =
  (clean: CleanOne): Row['clean'] =>
  (values, page) => {
    for (const value of values) {
      const cleaned = clean(value, page);
      if (cleaned !== null) return cleaned;
    }
    return null;
  };

const text = first(cleanText);
const date = first((value, page) => parseDate(value, dateOptions(page)));
const url = first((value, { base }) => cleanUrl(value, base));
const ownTitle = first(cleanOwnTitle);
const title = first(cleanTitle);
const description = first((value, page) => (isSiteNameOn(page)(value) ? null : cleanMarkup(value)));

export type ScalarField =
  | 'canonicalUrl'
  | 'type'
  | 'title'
  | 'description'
  | 'siteName'
  | 'author'
  | 'publishedAt'
  | 'modifiedAt'
  | 'lang'
  | 'logo'
  | 'themeColor';

/** Every field that has one value. To add a source, add a line where its trust puts it. */
export const SCALARS: Readonly<Record<ScalarField, Row>> = {
  canonicalUrl: {
    sources: [link('canonical'), meta('og:url')],
    clean: url,
  },
  type: {
    sources: [meta('og:type'), subjectType('json-ld'), subjectType('microdata'), subjectType('microformats')],
    clean: text,
  },
  title: {
    sources: [
      meta('og:title'),
      meta('twitter:title'),
      titleTag,
      subject('json-ld', 'headline'),
      subject('json-ld', 'name'),
      subject('microdata', 'headline'),
      subject('microdata', 'name'),
      subject('microformats', 'name'),
      firstHeading,
      anyTitle,
    ],
    clean: (values, page, source) => (source === anyTitle ? title : ownTitle)(values, page, source),
  },
  description: {
    sources: [
      meta('og:description'),
      meta('description'),
      meta('twitter:description'),
      subject('json-ld', 'description'),
      meta('dc.description'),
      meta('dcterms.description'),
      subject('microdata', 'description'),
      subject('microformats', 'description'),
      firstParagraph,
    ],
    clean: description,
  },
  siteName: {
    sources: [
      meta('og:site_name'),
      subject('json-ld', 'publisher'),
      anyThing('json-ld', /^WebSite$/, 'name'),
      subject('microdata', 'publisher'),
      meta('application-name'),
      meta('apple-mobile-web-app-title'),
    ],
    clean: text,
  },
  author: {
    sources: [
      subject('json-ld', 'author'),
      meta('parsely-author'),
      meta('sailthru.author'),
      meta('cxenseparse:author'),
      meta('byl'),
      meta('dc:creator'),
      meta('dc.creator'),
      meta('dcterms.creator'),
      meta('citation_author'),
      meta('book:author'),
      meta('article:author'),
      meta('author'),
      twitterData,
      subject('microdata', 'author'),
      subject('rdfa', 'author'),
      subject('microformats', 'author'),
      relAuthor,
      byline,
      byText,
      subject('json-ld', 'creator'),
    ],
    clean: cleanAuthors,
  },
  publishedAt: {
    sources: [
      jsonLdPublished,
      openGraphPublished,
      meta('article:published'),
      meta('og:published_time'),
      meta('parsely-pub-date'),
      meta('sailthru.date'),
      meta('dc.date.issued'),
      meta('dcterms.issued'),
      shown(meta('dc.date')),
      shown(meta('dcterms.created')),
      meta('citation_publication_date'),
      meta('citation_date'),
      shown(meta('date')),
      shown(meta('pubdate')),
      shown(meta('publishdate')),
      shown(meta('publish-date')),
      shown(meta('publication_date')),
      meta('book:release_date'),
      meta('video:release_date'),
      subject('microdata', 'datePublished'),
      subject('rdfa', 'datePublished'),
      subject('rdfa', 'created'),
      subject('microformats', 'datePublished'),
      subject('json-ld', 'uploadDate'),
      subject('json-ld', 'dateCreated'),
      timeTag,
      urlDate,
      dateText,
    ],
    clean: date,
  },
  modifiedAt: {
    sources: [
      subject('json-ld', 'dateModified'),
      meta('article:modified_time'),
      meta('article:modified'),
      meta('og:updated_time'),
      meta('dcterms.modified'),
      meta('dc.date.modified'),
      meta('last-modified'),
      subject('microdata', 'dateModified'),
      subject('rdfa', 'dateModified'),
      subject('microformats', 'dateModified'),
    ],
    clean: date,
  },
  lang: {
    sources: [
      fromHead('html', ({ facts }) => (facts.lang === null ? [] : [facts.lang])),
      httpEquiv('content-language'),
      meta('content-language'),
      meta('language'),
      meta('og:locale'),
      subject('json-ld', 'inLanguage'),
    ],
    clean: first(cleanLanguage),
  },
  logo: {
    sources: [publisherLogo('json-ld'), publisherLogo('microdata'), meta('og:logo')],
    clean: url,
  },
  themeColor: {
    sources: [meta('theme-color'), meta('msapplication-tilecolor')],
    clean: text,
  },
};

/** The first value of a row that is fit to show, and its source. */
export const chooseScalar = (
  { sources, clean }: Row,
  page: Page,
): { readonly value: string; readonly source: Source } | null => {
  for (const source of sources) {
    const value = clean(source.read(page), page, source);
    if (value !== null) return { value, source };
  }
  return null;
};
