import type { Metadata } from '../extract/index.ts';

/**
 * Whether a page says so little of itself that a DOM may find more: no tag describes it. Of the other fields a DOM knows no better;
 * docs/decisions/0012-dom-fallback.md has the figures. A block page's text is left alone.
 */
export const needsDom = ({ sources }: Pick<Metadata, 'sources'>): boolean =>
  sources.blocked === undefined && (sources.description === undefined || sources.description === 'first-paragraph');
