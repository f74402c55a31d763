import { parseDate } from '../clean/date.ts';
import { dateText, jsonLdPublished, openGraphPublished, shown, timeTag, urlDate } from './date-sources.ts';
import { first, type Row } from './row.ts';
import { dateOptions } from './shown-days.ts';
import { meta, subject } from './sources.ts';

const date = first((value, page) => parseDate(value, dateOptions(page)));

/** When it was published. */
export const publishedAt: Row = {
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
};

/** When it was last changed. */
export const modifiedAt: Row = {
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
};
