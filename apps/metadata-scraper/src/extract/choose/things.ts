import { decodeText } from '../collect/captures.ts';
import type { Node } from '../structured/graph.ts';
import { isThing, type JsonThing, listOf, stringsOf } from '../structured/things.ts';
import { oncePerPage } from './once-per-page.ts';
import type { AnySyntax, Page } from './page.ts';

/** Types of what a page is usually about. */
const SUBJECT =
  /(?:Article|BlogPosting|Posting|Report|Review|Recipe|VideoObject|Product|Event|Book|Movie|Podcast|Episode|Question|HowTo|CreativeWork|Course|Software|Application|Recording|Dataset)$/;
/** An article is what the page is about, whichever videos and products are in it. */
const ARTICLE = /(?:Article|Posting|Report)$/;
/** Where the subject stands in its block; elsewhere stand related things. */
const SUBJECT_ROLES: ReadonlySet<string> = new Set(['', 'mainEntity', 'mainEntityOfPage']);

/** As many values of a property are looked at, and as many things that say that they are the page. */
const MAX_VALUES = 100;
const MAX_PAGES = 5;

/** Whether a type says only that something is a page. */
export const isPageType = (type: string): boolean => type.endsWith('Page');

/** Types of what has no day of publication for its readers, even where a content management system writes one. */
const UNDATED = /(?:Page|Recipe|Product|Book|Movie|HowTo|Course|Application|Event|Organization)$/;
/** Types of what is dated by nature. */
const NEWS = /(?:NewsArticle|Posting|VideoObject)$/;

export const isUndated = ({ types }: Node): boolean => types.every((type) => UNDATED.test(type));

export const isNews = ({ types }: Node): boolean => types.some((type) => NEWS.test(type));

export const isArticle = ({ types }: Node): boolean => types.some((type) => ARTICLE.test(type));

export const isEvent = ({ types }: Node): boolean => types.some((type) => type.endsWith('Event'));

const findSubjects = (page: Page, syntax: AnySyntax): readonly Node[] => {
  const all = page.graphs[syntax].nodes;
  if (all.length === 0) return all;
  const nodes = all.filter(({ role }) => SUBJECT_ROLES.has(role));
  const ofType = (isWanted: (type: string) => boolean) => nodes.filter(({ types }) => types.some(isWanted));
  const untyped = syntax === 'microdata' ? nodes.filter(({ types }) => types.length === 0) : [];
  const subjects = [...ofType((type) => ARTICLE.test(type)), ...ofType((type) => SUBJECT.test(type))];
  return [...subjects.slice(0, 1), ...ofType(isPageType).slice(0, MAX_PAGES), ...untyped.slice(0, MAX_PAGES)];
};

const SUBJECTS: Readonly<Record<AnySyntax, (page: Page) => readonly Node[]>> = {
  'json-ld': oncePerPage((page) => findSubjects(page, 'json-ld')),
  microdata: oncePerPage((page) => findSubjects(page, 'microdata')),
  rdfa: oncePerPage((page) => findSubjects(page, 'rdfa')),
  microformats: oncePerPage((page) => findSubjects(page, 'microformats')),
};

/** What the page is about, best first: its subject, then the page itself, then what microdata says of nothing in particular. */
export const subjectsOf = (page: Page, syntax: AnySyntax): readonly Node[] => SUBJECTS[syntax](page);

const NOTHING: readonly string[] = [];

const firstOf = (thing: JsonThing, keys: readonly string[]): readonly string[] => {
  for (const key of keys) {
    const texts = stringsOf(thing[key]);
    if (texts.length > 0) return texts;
  }
  return NOTHING;
};

/** The strings of a property: its values, or those that stand under one of the keys of the things that are its values. */
const readStrings = (page: Page, syntax: AnySyntax, value: unknown, keys: readonly string[]): readonly string[] => {
  // most things lack most properties, and most others are one text
  if (value === undefined) return NOTHING;
  if (typeof value === 'string') return [value];
  return listOf(value)
    .slice(0, MAX_VALUES)
    .flatMap((one) => {
      if (typeof one === 'string') return [one];
      const thing = page.graphs[syntax].resolve(one);
      return isThing(thing) ? firstOf(thing, keys) : NOTHING;
    });
};

/** The texts of a property: its values, or the names of the things that are its values. */
export const textsOf = (page: Page, syntax: AnySyntax, value: unknown): readonly string[] => {
  const texts = readStrings(page, syntax, value, ['@value', 'name', 'text()']);
  // many sites write HTML's character references into JSON
  return syntax === 'json-ld' ? texts.map(decodeText) : texts;
};

/** The URLs of a property: its values, or where the things are that are its values. */
export const urlsOf = (page: Page, syntax: AnySyntax, value: unknown): readonly string[] =>
  readStrings(page, syntax, value, ['url', 'contentUrl', '@id']);
