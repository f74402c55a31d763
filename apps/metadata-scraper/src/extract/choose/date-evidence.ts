import { parseDate } from '../clean/date.ts';
import { isLikeArticle } from './like-article.ts';
import type { Page } from './page.ts';
import { dateOptions, isDayShown, isDayWritten } from './shown-days.ts';
import { from, type Source } from './sources.ts';

/** The instants that values name: milliseconds since 1970. */
export const instantsOf = (page: Page, values: readonly string[]): readonly number[] =>
  values
    .map((value) => Date.parse(parseDate(value, dateOptions(page)) ?? ''))
    .filter((instant) => !Number.isNaN(instant));

type IsThere = (page: Page, instant: number) => boolean;

const those =
  (isThere: IsThere) =>
  (page: Page, values: readonly string[]): readonly string[] =>
    values.filter((value) => instantsOf(page, [value]).some((instant) => isThere(page, instant)));

/** The values whose day the page shows. */
export const shownOn = those(isDayShown);
const writtenOn = those(isDayWritten);

/** A source whose dates count only where the page shows the day, as it may be of something else. */
export const shown = ({ name, read }: Source): Source => from(name, (page) => shownOn(page, read(page)));

/** A source whose dates count only where people can read the day: "an hour ago" is said of comments, teasers and changes. */
export const written = ({ name, read }: Source): Source => from(name, (page) => writtenOn(page, read(page)));

/** A source whose dates count only where something else says that the page is one that is published. */
export const ofArticle = ({ name, read }: Source): Source =>
  from(name, (page) => (isLikeArticle(page) ? read(page) : []));
