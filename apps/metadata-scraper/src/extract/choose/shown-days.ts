import { dayInAddress } from '../clean/date.ts';
import { addressesOf } from './addresses.ts';
import type { Page } from './page.ts';
import { instantsOf } from './read-dates.ts';
import { isOfWordPress } from './wordpress.ts';

const HOUR = 3_600_000;
/** How far a day as it is written, midnight UTC, may be from an instant of that day, whatever zone each of them is in. */
const BEFORE_DAY = -14 * HOUR;
const AFTER_DAY = 38 * HOUR;

/** The texts in which people can read the page's days. */
const writtenDays = ({ facts }: Page): readonly string[] => [
  ...facts.dateTexts.map(({ text }) => text),
  ...facts.times.map(({ text }) => text),
];

/** WordPress writes the day into the address of everything: it shows nothing there. */
const addressesWithDay = (page: Page): readonly URL[] => (isOfWordPress(page) ? [] : addressesOf(page));

/** What else tells days: the page's markup, and its addresses. */
const toldDays = (page: Page): readonly string[] => [
  ...page.facts.times.map(({ datetime }) => datetime ?? ''),
  ...addressesWithDay(page).map(({ pathname }) => dayInAddress(pathname) ?? ''),
];

/** Most pages show the day in one of the first texts: the others are not read. */
const isAmong = (page: Page, texts: readonly string[], instant: number): boolean =>
  texts.some((text) =>
    instantsOf(page, [text]).some((day) => instant - day >= BEFORE_DAY && instant - day <= AFTER_DAY),
  );

/**
 * Whether people can read the day of an instant on the page.
 *
 * @param instant Milliseconds since 1970.
 */
export const isDayWritten = (page: Page, instant: number): boolean => isAmong(page, writtenDays(page), instant);

/**
 * Whether the page shows the day of an instant, be it in its address or for machines.
 *
 * @param instant Milliseconds since 1970.
 */
export const isDayShown = (page: Page, instant: number): boolean =>
  isDayWritten(page, instant) || isAmong(page, toldDays(page), instant);
