import { readKeywords } from '../clean/keywords.ts';
import { cleanUrl } from '../clean/url.ts';
import type { Candidate, ExtractedField } from '../extracted.ts';
import { KEYWORDS } from './keywords.ts';
import { MEDIA, type MediaField } from './media.ts';
import type { Page } from './page.ts';
import { type ScalarField, SCALARS } from './scalars.ts';

const MAX_CANDIDATES = 10;

const ofScalar = (page: Page, field: ScalarField): readonly Candidate[] => {
  const { sources, clean } = SCALARS[field];
  return sources.flatMap((source) => {
    const value = clean(source.read(page), page, source);
    return value === null ? [] : [{ value, source: source.name }];
  });
};

const ofMedia = (page: Page, field: MediaField): readonly Candidate[] =>
  MEDIA[field].flatMap((source) =>
    source
      .read(page)
      .slice(0, MAX_CANDIDATES)
      .map(({ url }) => cleanUrl(url, page.base))
      .filter((value) => value !== null)
      .map((value) => ({ value, source: source.name })),
  );

const ofKeywords = (page: Page): readonly Candidate[] =>
  KEYWORDS.map((source) => ({ value: readKeywords(source.read(page)).join(', '), source: source.name })).filter(
    ({ value }) => value !== '',
  );

/** What can be listed, by field. */
const LISTS: readonly (readonly [field: ExtractedField, list: (page: Page) => readonly Candidate[]])[] = [
  ...(Object.keys(SCALARS) as ScalarField[]).map((field) => [field, (page: Page) => ofScalar(page, field)] as const),
  ...(Object.keys(MEDIA) as MediaField[]).map((field) => [field, (page: Page) => ofMedia(page, field)] as const),
  ['keywords', ofKeywords],
];

/** The first of those with one value. */
const unique = (candidates: readonly Candidate[]): Candidate[] => {
  const byValue = new Map<string, Candidate>();
  for (const one of candidates) if (!byValue.has(one.value)) byValue.set(one.value, one);
  return [...byValue.values()].slice(0, MAX_CANDIDATES);
};

/**
 * All values that each field could have, the most trusted first; fields without any are left out. The first is the one that is chosen.
 *
 * @param isWanted Which fields to look at.
 */
export const readCandidates = (
  page: Page,
  isWanted: (field: ExtractedField) => boolean,
): Record<string, Candidate[]> => {
  const lists = LISTS.filter(([field]) => isWanted(field)).map(([field, list]) => [field, unique(list(page))] as const);
  return Object.fromEntries(lists.filter(([, list]) => list.length > 0));
};
