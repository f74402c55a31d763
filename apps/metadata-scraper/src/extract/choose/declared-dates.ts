import type { Node } from '../structured/graph.ts';
import { shownOn } from './date-evidence.ts';
import type { AnySyntax, Page } from './page.ts';
import { instantsOf } from './read-dates.ts';
import { from, meta, type Source } from './sources.ts';
import { isArticle, isNews, isUndated, subjectsOf, textsOf } from './things.ts';
import { isOfWordPress } from './wordpress.ts';

/** What Open Graph says, as it is. */
export const publishedTime = meta('article:published_time');

/** Nearer instants may be one, written with and without its zone. */
const DAY = 86_400_000;

/** Whether Open Graph names another day, and the page shows it: of two days in a head, that one counts. */
const isContradicted = (page: Page, values: readonly string[]): boolean => {
  const days = instantsOf(page, values);
  const others = publishedTime
    .read(page)
    .filter((value) => instantsOf(page, [value]).some((other) => days.some((day) => Math.abs(other - day) >= DAY)));
  return shownOn(page, others).length > 0;
};

/** The dates of the first subject that has any; those of doubtful subjects count where the page shows the day. */
const ofSubject = (page: Page, syntax: AnySyntax, isDoubtful: (node: Node) => boolean): readonly string[] => {
  const lists = subjectsOf(page, syntax).map((node) => {
    const texts = textsOf(page, syntax, node.thing.datePublished);
    return isDoubtful(node) ? shownOn(page, texts) : texts;
  });
  return lists.find((texts) => texts.length > 0) ?? [];
};

/** What names no author. News need none. */
const isUnsigned = (node: Node): boolean => !isNews(node) && node.thing.author === undefined;

/**
 * When the subject was published. What nobody dates by hand is doubtful: a mere page, things such as recipes, articles without an
 * author, and on WordPress all but news.
 */
export const jsonLdPublished: Source = from('json-ld:datePublished', (page) => {
  const found = ofSubject(
    page,
    'json-ld',
    (node) => isUndated(node) || isUnsigned(node) || (isOfWordPress(page) && !isNews(node)),
  );
  return isContradicted(page, found) ? shownOn(page, found) : found;
});

/** When the subject was published. Microdata marks what people see: the day of an article; of a book, it may be the year. */
export const microdataPublished: Source = from('microdata:datePublished', (page) =>
  ofSubject(page, 'microdata', isArticle),
);

/** `article:published_time`. On WordPress it counts where the page shows the day. */
export const openGraphPublished: Source = from(publishedTime.name, (page) =>
  isOfWordPress(page) ? shownOn(page, publishedTime.read(page)) : publishedTime.read(page),
);
