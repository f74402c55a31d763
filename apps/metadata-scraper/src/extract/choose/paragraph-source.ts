import { readByline } from '../clean/author.ts';
import type { TextFact } from '../collect/facts.ts';
import { PLACE } from '../collect/places.ts';
import { isOnTopic, type Page } from './page.ts';
import { from, type Source } from './sources.ts';

const NOT_PROSE = PLACE.figure | PLACE.byline;

const isProse = (page: Page, paragraph: TextFact): boolean =>
  isOnTopic(page, paragraph) && (paragraph.place & NOT_PROSE) === 0 && readByline(paragraph.text).names.length === 0;

/** The first real paragraph: after the heading, if there is any. */
export const firstParagraph: Source = from('first-paragraph', (page) => {
  const prose = page.facts.paragraphs
    .filter((paragraph) => isProse(page, paragraph))
    .map(({ text, at }) => ({ text, at }));
  const start = page.heading === null ? -1 : page.heading.at;
  const after = prose.filter(({ at }) => at > start);
  return [...after, ...prose].map(({ text }) => text);
});
