import { type DateOptions, findDate, parseDate } from '../clean/date.ts';
import type { TextFact } from '../collect/facts.ts';
import { isOnTopic, type Page } from './page.ts';
import { from, fromHead, type Source } from './sources.ts';
import { isMerePage, subjectsOf, textsOf } from './things.ts';

/** Where dates of pages stand, by class. */
const DATED =
  /date|time(?!line)|publi|posted|post-?(?:meta|info)|datum|fecha|meta\b|entry-?info|byline|created|submitted|stand\b|erstellt/i;
const MODIFIED =
  /updat|modif|last|aktualisiert|geändert|änderung|mise? à jour|actualizad|edited|bearbeitet|aggiornat|更新/i;
const OTHER_DATE =
  /©|copyright|\bjoined|registriert|mitglied|deadline|event|seit\b|since\b|rezept vom|kundenbewertung/i;
const OTHER_PLACE = /comment|joined|event/i;
/** As much text may stand around a date that is one of the page: a place, a weekday, "Published on". */
const MAX_AROUND = 40;
/** How far before and after the heading a date counts as being at it, in elements. */
const BEFORE = 80;
const AFTER = 130;
const DAY = 86_400_000;

/** Americans write the month first. */
const AMERICAN = /^en(?:-us)?$/i;

/** How dates are to be read on a page. */
export const dateOptions = ({ facts, url }: Page): DateOptions => ({
  monthFirst: facts.lang === null ? url.hostname.endsWith('.com') : AMERICAN.test(facts.lang.trim().replace('_', '-')),
});

const distance = ({ heading }: Page, { at }: TextFact): number => (heading === null ? 0 : Math.abs(at - heading.at));

const isAtHeading = ({ heading }: Page, { at }: TextFact): boolean =>
  heading === null || (at >= heading.at - BEFORE && at <= heading.at + AFTER);

/** Whether a text with a date is likely to say when the page is from. */
const isDateLine = (page: Page, fact: TextFact): boolean => {
  const { hints, around } = fact;
  const text = fact.text.replace(/\s+/g, ' ').trim();
  if (OTHER_DATE.test(text) || OTHER_PLACE.test(`${hints} ${around}`)) return false;
  const found = findDate(text, dateOptions(page));
  if (found === null || text.length - found.length > MAX_AROUND) return false;
  return isAtHeading(page, fact) || DATED.test(hints);
};

/** Dates in the page's text, alone in a line near the heading; what says that it is of a change comes last. */
export const dateText: Source = from('date-text', (page) => {
  const lines = page.facts.dateTexts.filter((fact) => isOnTopic(page, fact) && isDateLine(page, fact));
  const published = lines.filter(({ text }) => !MODIFIED.test(text));
  return [...published.toSorted((a, b) => distance(page, a) - distance(page, b)), ...lines].map(({ text }) => text);
});

/** <time>. */
export const timeTag: Source = from('time', (page) =>
  page.facts.times.filter((time) => isOnTopic(page, time)).map(({ datetime, text }) => datetime ?? text),
);

const URL_DATE = /\/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?:[/-]|$)/;

/** A date in the page's address: /2020/01/31/title. */
export const urlDate: Source = fromHead('url', ({ url }) => {
  const match = URL_DATE.exec(url.pathname);
  return match === null ? [] : [match.slice(1, 4).join('-')];
});

/** Whether the page shows this day anywhere. */
const isShown = (page: Page, value: string): boolean => {
  const options = dateOptions(page);
  const instant = Date.parse(parseDate(value, options) ?? '');
  const isOfDay = ({ text }: TextFact): boolean =>
    Math.abs(Date.parse(parseDate(text, options) ?? '') - instant) <= DAY;
  return page.facts.dateTexts.some(isOfDay) || page.facts.times.some(isOfDay);
};

/**
 * When the subject was published. Content management systems give a date to pages, too, that have none for their readers: that of
 * a mere page counts where the page shows it.
 */
export const jsonLdPublished: Source = from('json-ld:datePublished', (page) => {
  const lists = subjectsOf(page, 'json-ld').map((node) => {
    const texts = textsOf(page, 'json-ld', node.thing.datePublished);
    return isMerePage(node) ? texts.filter((text) => isShown(page, text)) : texts;
  });
  return lists.find((texts) => texts.length > 0) ?? [];
});
