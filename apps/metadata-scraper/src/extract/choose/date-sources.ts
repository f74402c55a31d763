import { dayInAddress, findDate } from '../clean/date.ts';
import type { TextFact } from '../collect/facts.ts';
import { PLACE } from '../collect/places.ts';
import { publishedTime } from './declared-dates.ts';
import { oncePerPage } from './once-per-page.ts';
import { isOnTopic, type Page } from './page.ts';
import { dateOptions, instantsOf } from './read-dates.ts';
import { isDayShown } from './shown-days.ts';
import { from, fromHead, type Source } from './sources.ts';
import { isEvent, subjectsOf, textsOf } from './things.ts';

/** Where dates of pages stand, by class. */
const DATED =
  /date|time(?!line)|publi|posted|post-?(?:meta|info)|datum|fecha|meta\b|entry-?info|byline|created|submitted|stand\b|erstellt/i;
/** Before its first number, a line says what it is of: of "Posted on May 1, updated on May 2", it is the first day that counts. */
const MODIFIED =
  /^\D*?(?:updat|modif|\blast\b|aktualisiert|geändert|änderung|mise? à jour|actualizad|\bedited|bearbeitet|aggiornat|更新)/i;
const OTHER_DATE =
  /©|copyright|\bjoined|registriert|mitglied|deadline|event|seit\b|since\b|\bbis\b|\buntil\b|rezept vom|kundenbewertung/i;
/** From one day or hour to another: when something takes place. */
const SPAN = /\d\.?\s?[-–]\s?\d{1,2}\.? \p{L}{3}|\d[:.]\d\d(?: uhr)?\s?[-–]\s?\d\d?[:.]\d\d/iu;
/** Boxes of facts about something name days of its life: when it was founded, when it begins. */
const OTHER_PLACE = /comment|joined|event|infobox|\bbday\b|\bdtstart\b/i;
/** As much text may stand around a date that is one of the page: a place, a weekday, "Published on". */
const MAX_AROUND = 40;
/** How far before and after the heading a date counts as being at it, in elements. */
const BEFORE = 80;
const AFTER = 130;
/** So far from the heading, whatever names a date, it is of something else: of comments, of what follows. */
const FAR = 400;
/** Right behind the heading, a date that is named one belongs to it, even in a box of links to share the page. */
const RIGHT_AFTER = 15;
const IN_A_BOX = PLACE.related | PLACE.aside;

const distance = ({ heading }: Page, { at }: TextFact): number => (heading === null ? 0 : Math.abs(at - heading.at));

const isAtHeading = ({ heading }: Page, { at }: TextFact): boolean =>
  heading === null || (at >= heading.at - BEFORE && at <= heading.at + AFTER);

const isOfHeading = (page: Page, { at, hints, place }: TextFact): boolean =>
  isOnTopic(page, { place: place & ~IN_A_BOX }) &&
  page.heading !== null &&
  at > page.heading.at &&
  at <= page.heading.at + RIGHT_AFTER &&
  DATED.test(hints);

const belongs = (page: Page, fact: TextFact): boolean =>
  distance(page, fact) <= FAR && (isOnTopic(page, fact) || isOfHeading(page, fact));

/** Whether a text with a date is likely to say when the page is from. */
const isDateLine = (page: Page, fact: TextFact): boolean => {
  const { hints, around } = fact;
  const text = fact.text.replace(/\s+/g, ' ').trim();
  if (OTHER_DATE.test(text) || SPAN.test(text) || OTHER_PLACE.test(`${hints} ${around}`)) return false;
  const found = findDate(text, dateOptions(page));
  if (found === null || text.length - found.length > MAX_AROUND) return false;
  return isAtHeading(page, fact) || DATED.test(hints);
};

/**
 * Whether the dates that a page shows say when something else was: it is about an event, or its head names a day that it does not
 * show.
 */
const showsOtherDates = oncePerPage((page) => {
  const nodes = subjectsOf(page, 'json-ld');
  const declared = nodes.flatMap(({ thing }) => textsOf(page, 'json-ld', thing.datePublished));
  const instants = instantsOf(page, [...declared, ...publishedTime.read(page)]);
  const isElsewhere = instants.length > 0 && !instants.some((instant) => isDayShown(page, instant));
  return isElsewhere || nodes.some(isEvent);
});

/** Dates in the page's text, alone in a line near the heading. What says that it is of a change is none. */
export const dateText: Source = from('date-text', (page) => {
  if (showsOtherDates(page)) return [];
  const lines = page.facts.dateTexts.filter(
    (fact) => belongs(page, fact) && !MODIFIED.test(fact.text) && isDateLine(page, fact),
  );
  return lines.toSorted((a, b) => distance(page, a) - distance(page, b)).map(({ text }) => text);
});

/** <time>, unless it says that it is of a change. */
export const timeTag: Source = from('time', (page) =>
  showsOtherDates(page)
    ? []
    : page.facts.times
        .filter((time) => belongs(page, time) && !MODIFIED.test(time.text))
        .map(({ datetime, text }) => datetime ?? text),
);

/** A date in the page's address: /2020/01/31/title. */
export const urlDate: Source = fromHead('url', ({ url }) => {
  const day = dayInAddress(url.pathname);
  return day === null ? [] : [day];
});
