import { ofArticle, shown, written } from './date-evidence.ts';
import { dateText, timeTag, urlDate } from './date-sources.ts';
import { jsonLdPublished, microdataPublished, openGraphPublished } from './declared-dates.ts';
import { readDate } from './read-dates.ts';
import { first, type Row } from './row.ts';
import { meta, subject } from './sources.ts';

const date = first(readDate);

/** When it was published. What may be the day of something else needs evidence; without any, a page has no date. */
export const publishedAt: Row = {
  sources: [
    jsonLdPublished,
    openGraphPublished,
    meta('article:published'),
    meta('og:published_time'),
    meta('parsely-pub-date'),
    meta('sailthru.date'),
    ofArticle(meta('dc.date.issued')),
    ofArticle(meta('dcterms.issued')),
    ofArticle(shown(meta('dc.date'))),
    ofArticle(shown(meta('dcterms.created'))),
    meta('citation_publication_date'),
    meta('citation_date'),
    ofArticle(shown(meta('date'))),
    ofArticle(shown(meta('pubdate'))),
    ofArticle(shown(meta('publishdate'))),
    ofArticle(shown(meta('publish-date'))),
    ofArticle(shown(meta('publication_date'))),
    meta('book:release_date'),
    meta('video:release_date'),
    ofArticle(microdataPublished),
    subject('rdfa', 'datePublished'),
    subject('rdfa', 'created'),
    subject('microformats', 'datePublished'),
    subject('json-ld', 'uploadDate'),
    subject('json-ld', 'dateCreated'),
    ofArticle(written(timeTag)),
    shown(urlDate),
    ofArticle(dateText),
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
