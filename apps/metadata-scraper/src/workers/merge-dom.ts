import type { Metadata } from '../extract/index.ts';
import type { DomFacts } from './dom-facts.ts';

/** Shorter ones are captions, labels and single words more often than paragraphs. */
const MIN_EXCERPT = 50;

/**
 * Puts what a DOM has told in the place of what the tags did not, on the fields where that gains something.
 *
 * @param facts of a page that `needsDom`
 * @param dom null where the DOM failed
 */
export function mergeDom<Facts extends Pick<Metadata, 'description' | 'sources'>>(
  facts: Facts,
  dom: DomFacts | null,
): Facts {
  const excerpt = dom?.excerpt ?? '';
  if (excerpt.length < MIN_EXCERPT) return facts;
  return { ...facts, description: excerpt, sources: { ...facts.sources, description: 'readability:excerpt' } };
}
