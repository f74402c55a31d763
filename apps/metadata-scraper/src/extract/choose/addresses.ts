import { oncePerPage } from './once-per-page.ts';
import { link, meta } from './sources.ts';

const CLAIMS = [link('canonical'), meta('og:url')];

/** The addresses that a page goes by, its own claims included: it may have been found at a copy's. */
export const addressesOf = oncePerPage((page): readonly URL[] => [
  page.url,
  ...CLAIMS.flatMap(({ read }) => read(page))
    .map((address) => URL.parse(address, page.base))
    .filter((url) => url !== null),
]);
