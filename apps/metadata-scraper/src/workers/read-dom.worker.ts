import { Readability } from '@mozilla/readability';
import { JSDOM } from 'jsdom';

import { cleanText } from '../extract/clean/text.ts';
import type { DomFacts } from './dom-facts.ts';

export interface DomInput {
  readonly html: string;
  /** Where the page was found. */
  readonly url: string;
}

/**
 * Reads a page by way of a DOM. Runs in a thread of its own: it takes from 20 ms to seconds.
 *
 * No script of the page runs, and nothing is fetched: that is jsdom's default.
 *
 * @returns null for a page without an article
 */
export default function readDom({ html, url }: DomInput): DomFacts | null {
  const { window } = new JSDOM(html, { url });
  const article = new Readability(window.document, { serializer: () => null }).parse();
  window.close();
  if (article === null) return null;
  return {
    title: textOf(article.title),
    byline: textOf(article.byline),
    excerpt: textOf(article.excerpt),
    siteName: textOf(article.siteName),
    publishedTime: textOf(article.publishedTime),
    lang: textOf(article.lang),
  };
}

const textOf = (value: string | null | undefined): string | null => cleanText(value ?? '');
