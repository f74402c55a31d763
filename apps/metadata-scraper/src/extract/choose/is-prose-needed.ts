import { cleanMarkup } from '../clean/text.ts';
import type { Facts } from '../collect/facts.ts';
import { SCALARS } from './scalars.ts';
import { areOfWordPress } from './wordpress.ts';

/** A shorter one may be the site's name, which counts for no description. */
const MIN_LENGTH = 80;

/** All of them are trusted more than the page's paragraphs. */
const IN_HEAD: ReadonlySet<string> = new Set(
  SCALARS.description.sources.filter(({ inHead }) => inHead).map(({ name }) => name),
);

const hasDescription = ({ metas }: Readonly<Facts>): boolean =>
  metas.some(({ name, content }) => content.length >= MIN_LENGTH && IN_HEAD.has(name) && cleanMarkup(content) !== null);

/**
 * Whether a page's paragraphs and short texts can matter, by what its head says: for its description, or, out of WordPress, to see whether it
 * shows its author's name. Most pages need neither, and it is a tenth of what extraction costs.
 */
export const isProseNeeded = (facts: Readonly<Facts>): boolean => !hasDescription(facts) || areOfWordPress(facts);
