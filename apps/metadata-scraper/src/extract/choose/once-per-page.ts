import type { Page } from './page.ts';

/**
 * Makes of a piece of work over a page one that is done once for each page, and only when it is asked for. The page itself keeps the
 * result: what a WeakMap keeps for a page outlives it by several collections.
 */
export const oncePerPage =
  <Result extends object | boolean | string | null>(work: (page: Page) => Result): ((page: Page) => Result) =>
  (page) => {
    const known = page.results.get(work) as Result | undefined;
    if (known !== undefined) return known;
    const result = work(page);
    page.results.set(work, result);
    return result;
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
