import { cleanLanguage } from '../clean/language.ts';
import { cleanMarkup } from '../clean/text.ts';
import { byline, byText, cleanAuthors, relAuthor, twitterData } from './byline-sources.ts';
import { modifiedAt, publishedAt } from './date-rows.ts';
import { firstParagraph } from './paragraph-source.ts';
import { publisherLogo, subjectType } from './publisher-sources.ts';
import { first, type Row, text, url } from './row.ts';
import { isSiteNameOn } from './site-name.ts';
import { anyThing, fromHead, httpEquiv, link, meta, subject } from './sources.ts';
import { anyTitle, cleanOwnTitle, cleanTitle, firstHeading, titleTag } from './title-sources.ts';

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
  | 'themeColor'
  | 'amp'
  | 'manifest';

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
  publishedAt,
  modifiedAt,
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
  amp: {
    sources: [link('amphtml')],
    clean: url,
  },
  manifest: {
    sources: [link('manifest')],
    clean: url,
  },
};
