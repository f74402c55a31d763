import type { Page } from './page.ts';

/**
 * Makes of a piece of work over a page one that is done once for each page, and only when it is asked for. The page itself keeps the
 * result: from a WeakMap, V8 frees what belongs to a page much later than the page.
 */
export const oncePerPage = <Result>(work: (page: Page) => Result): ((page: Page) => Result) => {
  return (page) => {
    const known = page.results.get(work) as { readonly result: Result } | undefined;
    if (known !== undefined) return known.result;
    const result = work(page);
    page.results.set(work, { result });
    return result;
  };
};
