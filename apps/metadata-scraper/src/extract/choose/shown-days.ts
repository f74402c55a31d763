import { dayInAddress } from '../clean/date.ts';
import { addressesOf } from './addresses.ts';
import { oncePerPage } from './once-per-page.ts';
import type { Page } from './page.ts';
import { instantsOf } from './read-dates.ts';
import { isOfWordPress } from './wordpress.ts';

const HOUR = 3_600_000;
/** How far a day as it is written, midnight UTC, may be from an instant of that day, whatever zone each of them is in. */
const BEFORE_DAY = -14 * HOUR;
const AFTER_DAY = 38 * HOUR;

/** The days that people can read on the page: milliseconds since 1970. */
const writtenDays = oncePerPage((page) => {
  const { dateTexts, times } = page.facts;
  return instantsOf(
    page,
    [...dateTexts, ...times].map(({ text }) => text),
  );
});

/** WordPress writes the day into the address of everything: it shows nothing there. */
const addressesWithDay = (page: Page): readonly URL[] => (isOfWordPress(page) ? [] : addressesOf(page));

/** The other days that the page tells: in its markup, and in its addresses. */
const toldDays = oncePerPage((page) =>
  instantsOf(page, [
    ...page.facts.times.map(({ datetime }) => datetime ?? ''),
    ...addressesWithDay(page).map(({ pathname }) => dayInAddress(pathname) ?? ''),
  ]),
);

const isAmong = (days: readonly number[], instant: number): boolean =>
  days.some((day) => instant - day >= BEFORE_DAY && instant - day <= AFTER_DAY);

/**
 * Whether people can read the day of an instant on the page.
 *
 * @param instant Milliseconds since 1970.
 */
export const isDayWritten = (page: Page, instant: number): boolean => isAmong(writtenDays(page), instant);

/**
 * Whether the page shows the day of an instant, be it in its address or for machines.
 *
 * @param instant Milliseconds since 1970.
 */
export const isDayShown = (page: Page, instant: number): boolean =>
  isDayWritten(page, instant) || isAmong(toldDays(page), instant);
