import { isLikeArticle } from './like-article.ts';
import type { Page } from './page.ts';
import { instantsOf } from './read-dates.ts';
import { isDayShown, isDayWritten } from './shown-days.ts';
import { from, type Source } from './sources.ts';

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
