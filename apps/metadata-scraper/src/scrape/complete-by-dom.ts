import type { Workers } from '../workers/create-workers.ts';
import { mergeDom } from '../workers/merge-dom.ts';
import { needsDom } from '../workers/needs-dom.ts';
import type { PageFacts } from './page-facts.ts';
import type { PageRead } from './read-page.ts';
import type { Timings } from './timings.ts';

/** Characters. What is shorter has no article that a DOM could find. */
const MIN_HTML = 500;

export interface DomOptions {
  readonly workers: Pick<Workers, 'readDom'>;
  /** When a DOM takes longer, the facts stay as they are. */
  readonly deadlineMs: number;
  readonly timings: Timings;
}

/** Has a DOM read a page whose tags say too little. */
export async function completeByDom(
  { facts, text }: PageRead,
  { workers, deadlineMs, timings }: DomOptions,
): Promise<PageFacts> {
  if (!needsDom(facts)) return facts;
  const html = text();
  if (html === null || html.length < MIN_HTML) return facts;
  return mergeDom(facts, await timings.measure('dom', () => workers.readDom(html, facts.finalUrl, deadlineMs)));
}
