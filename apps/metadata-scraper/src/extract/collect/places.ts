import type { Attributes } from '../tokenize/attributes.ts';

/** Where in a page something stands; bits, as it can stand in several places at once. */
export const PLACE = {
  head: 1,
  article: 2,
  main: 4,
  header: 8,
  nav: 16,
  footer: 32,
  aside: 64,
  comments: 128,
  related: 256,
  figure: 512,
  quote: 1024,
  byline: 2048,
} as const;

const BY_TAG: ReadonlyMap<string, number> = new Map([
  ['article', PLACE.article],
  ['main', PLACE.main],
  ['header', PLACE.header],
  ['nav', PLACE.nav],
  ['footer', PLACE.footer],
  ['aside', PLACE.aside],
  ['figure', PLACE.figure],
  ['figcaption', PLACE.figure],
  ['blockquote', PLACE.quote],
]);

const BY_ROLE: ReadonlyMap<string, number> = new Map([
  ['article', PLACE.article],
  ['main', PLACE.main],
  ['navigation', PLACE.nav],
  ['menu', PLACE.nav],
  ['contentinfo', PLACE.footer],
  ['complementary', PLACE.aside],
]);

/** Words in a class or id that say where an element stands. They are run over HINT_LENGTH characters at most. */
const BY_WORD: readonly (readonly [bit: number, words: RegExp])[] = [
  [PLACE.comments, /comment|disqus|respond|replies|kommentar/i],
  [
    PLACE.related,
    /related|recommend|teaser|promo|sidebar|widget|popular|newsletter|most-?read|trending|read-?more|more-?(?:stories|articles|from|news)|also-?like|upnext|carousel|advert|sponsor|outbrain|taboola|cookie|consent|subscri|social|share|login|signin/i,
  ],
  [PLACE.footer, /footer|copyright|imprint|colophon/i],
  [PLACE.nav, /\bnav|menu|breadcrumb|pagination|pager/i],
  [PLACE.byline, /author|byline|autor|verfasser|writer|contributor|redakteur|journalist|creator|posted-?by|\bfn\b/i],
  [PLACE.figure, /caption|credit/i],
];

/** Most hints have no such word: one look for them all is a third of the time of looking for each. */
const ANY_WORD = new RegExp(BY_WORD.map(([, words]) => words.source).join('|'), 'i');

const HINT_LENGTH = 200;
const REMEMBERED = 2000;

/** The class and id of an element, cut where they get long. */
export const hintsOf = ({ class: names, id }: Attributes): string => {
  if (id === undefined) return names === undefined ? '' : names.slice(0, HINT_LENGTH);
  return (names === undefined ? id : `${names} ${id}`).slice(0, HINT_LENGTH);
};

/** The footer of a part of the page is not that of the page. */
const PART_FOOTER = /(?:article|author|card|content|entry|post|story)[-_]*footer/gi;

/** A byline is one, whatever else its class says ("byline with-social-links"). */
const placeOfHints = (hints: string): number => {
  if (!ANY_WORD.test(hints)) return 0;
  const own = hints.replace(PART_FOOTER, '');
  const place = BY_WORD.reduce((bits, [bit, words]) => (words.test(own) ? bits | bit : bits), 0);
  return (place & PLACE.byline) === 0 ? place : place & ~PLACE.related;
};

/** Finds in which places an element puts what is inside it. One for each page, as it remembers the page's classes. */
export const createPlaceFinder = () => {
  const known = new Map<string, number>();
  const ofHints = (hints: string): number => {
    const cached = known.get(hints);
    if (cached !== undefined) return cached;
    const place = placeOfHints(hints);
    if (known.size < REMEMBERED) known.set(hints, place);
    return place;
  };
  return (tag: string, hints: string, role: string | undefined): number =>
    (BY_TAG.get(tag) ?? 0) | (hints === '' ? 0 : ofHints(hints)) | (role === undefined ? 0 : (BY_ROLE.get(role) ?? 0));
};
