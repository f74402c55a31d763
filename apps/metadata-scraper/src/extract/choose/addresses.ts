import { oncePerPage } from './once-per-page.ts';
import { link, meta } from './sources.ts';

const CLAIMS = [link('canonical'), meta('og:url')];

/** The addresses that a page goes by, its own claims included, each once: it may have been found at a copy's. */
export const addressesOf = oncePerPage((page): readonly URL[] => {
  const claims = new Set(CLAIMS.flatMap(({ read }) => read(page)));
  claims.delete(page.url.href);
  return [page.url, ...[...claims].map((address) => URL.parse(address, page.base)).filter((url) => url !== null)];
});
