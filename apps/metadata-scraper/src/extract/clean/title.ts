import { fold } from './fold.ts';
import { matchesOf } from './matches-of.ts';
import type { IsSiteName } from './site.ts';

export interface TitleEvidence {
  readonly isSiteName: IsSiteName;
  /** What else says what the title is: headings and headlines, folded. */
  readonly headlines: ReadonlySet<string>;
}

/** What sites put between a title and their name. */
const SEPARATOR = /\s+[|\-–—―·•»«›‹⋆★:~/\\<>]{1,3}\s+|\s*[|│｜]\s*|:\s+|\s[-–—]|[-–—]\s/g;
/** Longer ones are no titles that anything can be said of. */
const MAX_LENGTH = 500;
const MIN_HEADLINE = 6;
const MIN_TITLE = 3;

interface Cut {
  readonly before: string;
  readonly after: string;
  /** What stands between this separator and the next. */
  readonly next: string;
}

const cutsOf = (title: string): readonly Cut[] => {
  const separators = matchesOf(title, SEPARATOR);
  return separators.map(({ index, 0: { length } }, number) => ({
    before: title.slice(0, index).trim(),
    after: title.slice(index + length).trim(),
    next: title.slice(index + length, separators[number + 1]?.index).trim(),
  }));
};

const byHeadline = (cuts: readonly Cut[], headlines: ReadonlySet<string>): string | undefined =>
  cuts
    .flatMap(({ before, after }) => [before, after])
    .find((part) => {
      const folded = fold(part);
      return folded.length >= MIN_HEADLINE && headlines.has(folded);
    });

/**
 * Cuts the site's name off a title where something agrees that it is one: a headline with the rest of the title, or the site's
 * names or the host with what is cut. A title without such evidence stays as it is.
 */
export const cutSiteName = (title: string, { isSiteName, headlines }: TitleEvidence): string => {
  if (title.length > MAX_LENGTH) return title;
  const cuts = cutsOf(title);
  if (cuts.length === 0) return title;
  const headline = byHeadline(cuts, headlines);
  if (headline !== undefined) return headline;
  const atEnd = cuts.find(
    ({ before, after, next }) => fold(before).length >= MIN_TITLE && (isSiteName(after) || isSiteName(next)),
  );
  if (atEnd !== undefined) return atEnd.before;
  const [first] = cuts as [Cut];
  return isSiteName(first.before) && fold(first.after).length >= MIN_HEADLINE ? first.after : title;
};
