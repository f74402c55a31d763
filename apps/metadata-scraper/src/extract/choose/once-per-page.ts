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

/** Like oncePerPage, for work that is done for each of several keys: what tells whether a field is settled is what is chosen then. */
export const oncePerKey = <Key, Result extends object | null>(
  work: (key: Key, page: Page) => Result,
): ((key: Key, page: Page) => Result) => {
  const resultsOn = oncePerPage(() => new Map<Key, Result>());
  return (key, page) => {
    const results = resultsOn(page);
    const known = results.get(key);
    if (known !== undefined) return known;
    const result = work(key, page);
    results.set(key, result);
    return result;
  };
};
