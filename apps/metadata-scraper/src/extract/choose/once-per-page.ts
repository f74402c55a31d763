import type { Page } from './page.ts';

/** Makes of a piece of work over a page one that is done once for each page, and only when it is asked for. */
export const oncePerPage = <Result>(work: (page: Page) => Result): ((page: Page) => Result) => {
  const known = new WeakMap<Page, { readonly result: Result }>();
  return (page) => {
    const cached = known.get(page);
    if (cached !== undefined) return cached.result;
    const result = work(page);
    known.set(page, { result });
    return result;
  };
};
