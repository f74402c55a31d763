import type { OpenedPage } from '@exemplar/http-kit';

import type { Pages } from '../scrape/page-facts.ts';

export interface FetchSmallOptions {
  /** What is read of the body at most. */
  readonly maxBytes: number;
  readonly deadlineMs: number;
  readonly accept: string;
}

/**
 * Asks for something that belongs to a page. Whatever goes wrong leaves the page's own metadata as good as it was, so it is null.
 *
 * @param read called where the answer is 200, with what may be read
 */
export async function fetchSmall<T>(
  pages: Pages,
  url: string,
  options: FetchSmallOptions,
  read: (page: OpenedPage) => Promise<T | null>,
): Promise<T | null> {
  try {
    const page = await pages.openPage(url, options);
    try {
      return page.status === 200 ? await read(page) : null;
    } finally {
      page.close();
    }
  } catch {
    return null;
  }
}

/** All of a body, which the fetch has bounded, as UTF-8. */
export async function textOf({ body }: OpenedPage): Promise<string> {
  return Buffer.concat(await Array.fromAsync(body)).toString();
}
