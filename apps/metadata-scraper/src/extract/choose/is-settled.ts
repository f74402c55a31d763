import type { ExtractedField } from '../extracted.ts';
import { MEDIA, type MediaField } from './media.ts';
import { chooseMedia } from './media.ts';
import type { Page } from './page.ts';
import { chooseScalar } from './row.ts';
import { type ScalarField, SCALARS } from './scalars.ts';

/** Fields that only the transport and the head tell of. */
const HEAD_ONLY: ReadonlySet<ExtractedField> = new Set([
  'charset',
  'contentType',
  'icon',
  'icons',
  'feeds',
  'alternates',
  'appLinks',
  'themeColor',
  'openGraph',
  'twitter',
]);

interface Settling {
  readonly inHead: boolean;
}

/** Whether no source that may follow is trusted more than the one that had the value, if any had. */
const isBest = (sources: readonly Settling[], chosen: Settling | null): boolean => {
  const better = chosen === null ? sources : sources.slice(0, sources.indexOf(chosen));
  return better.every(({ inHead }) => inHead);
};

/**
 * Whether a page whose head is complete has the answer for a field: what follows could only add to a list, or be trusted less. A list
 * of candidates is never settled.
 */
export const isSettled = (page: Page, field: ExtractedField): boolean => {
  if (HEAD_ONLY.has(field)) return true;
  if (Object.hasOwn(SCALARS, field)) {
    const row = SCALARS[field as ScalarField];
    return isBest(row.sources, chooseScalar(row, page)?.source ?? null);
  }
  if (!Object.hasOwn(MEDIA, field)) return false;
  return isBest(MEDIA[field as MediaField], chooseMedia(field as MediaField, page).source);
};
