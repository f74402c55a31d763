import { type DateOptions, parseDate } from '../clean/date.ts';
import { oncePerPage } from './once-per-page.ts';
import type { Page } from './page.ts';

/** Americans write the month first. */
const AMERICAN = /^en(?:-us)?$/i;

/** How dates are to be read on a page. */
export const dateOptions = oncePerPage(({ facts, url }): DateOptions => ({
  monthFirst: facts.lang === null ? url.hostname.endsWith('.com') : AMERICAN.test(facts.lang.trim().replace('_', '-')),
}));

/** A page says the same date in several places, and several rules ask for each of them. */
const knownOn = oncePerPage(() => new Map<string, string | null>());

/** The instant that a text on a page names, ISO 8601 in UTC; null where it names none. */
export const readDate = (text: string, page: Page): string | null => {
  const known = knownOn(page);
  const read = known.get(text);
  if (read !== undefined) return read;
  const date = parseDate(text, dateOptions(page));
  known.set(text, date);
  return date;
};

/** The instants that texts on a page name: milliseconds since 1970. */
export const instantsOf = (page: Page, texts: readonly string[]): readonly number[] => {
  const instants: number[] = [];
  for (const text of texts) {
    const date = readDate(text, page);
    if (date !== null) instants.push(Date.parse(date));
  }
  return instants;
};
