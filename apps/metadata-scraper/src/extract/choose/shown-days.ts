import { type DateOptions, dayInAddress, parseDate } from '../clean/date.ts';
import { addressesOf } from './addresses.ts';
import { oncePerPage } from './once-per-page.ts';
import type { Page } from './page.ts';

/** Americans write the month first. */
const AMERICAN = /^en(?:-us)?$/i;

/** How dates are to be read on a page. */
export const dateOptions = ({ facts, url }: Page): DateOptions => ({
  monthFirst: facts.lang === null ? url.hostname.endsWith('.com') : AMERICAN.test(facts.lang.trim().replace('_', '-')),
});

const HOUR = 3_600_000;
/** How far a day as it is written, midnight UTC, may be from an instant of that day, whatever zone each of them is in. */
const BEFORE_DAY = -14 * HOUR;
const AFTER_DAY = 38 * HOUR;

/** The days that the page shows, be it in its address: milliseconds since 1970. */
const daysOn = oncePerPage((page): readonly number[] => {
  const options = dateOptions(page);
  const { dateTexts, times } = page.facts;
  const texts = [
    ...dateTexts.map(({ text }) => text),
    ...times.flatMap(({ text, datetime }) => [text, datetime ?? '']),
    ...addressesOf(page).map(({ pathname }) => dayInAddress(pathname) ?? ''),
  ];
  return texts.map((text) => Date.parse(parseDate(text, options) ?? '')).filter((day) => !Number.isNaN(day));
});

/**
 * Whether the page shows its readers the day of an instant.
 *
 * @param instant Milliseconds since 1970.
 */
export const isDayShown = (page: Page, instant: number): boolean =>
  daysOn(page).some((day) => instant - day >= BEFORE_DAY && instant - day <= AFTER_DAY);
