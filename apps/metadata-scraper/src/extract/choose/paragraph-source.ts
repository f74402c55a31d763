import { readByline } from '../clean/author.ts';
import type { TextFact } from '../collect/facts.ts';
import { PLACE } from '../collect/places.ts';
import { isOnTopic, type Page } from './page.ts';
import { MAX_VALUES } from './row.ts';
import { from, type Source } from './sources.ts';

const NOT_PROSE = PLACE.figure | PLACE.byline;

const isProse = (page: Page, paragraph: TextFact): boolean =>
  isOnTopic(page, paragraph) && (paragraph.place & NOT_PROSE) === 0 && readByline(paragraph.text).names.length === 0;

/** The first real paragraphs: those after the heading, if there is any, then those before it. */
export const firstParagraph: Source = from('first-paragraph', (page) => {
  const start = page.heading === null ? -1 : page.heading.at;
  const [after, before] = [
    page.facts.paragraphs.filter(({ at }) => at > start),
    page.facts.paragraphs.filter(({ at }) => at <= start),
  ];
  const texts: string[] = [];
  for (const paragraph of [...after, ...before]) {
    if (texts.length >= MAX_VALUES) break;
    if (isProse(page, paragraph)) texts.push(paragraph.text);
  }
  return texts;
});
