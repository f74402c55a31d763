import { type IsSiteName, siteNameMatcher } from '../clean/site.ts';
import { addressesOf } from './addresses.ts';
import { oncePerPage } from './once-per-page.ts';
import { anyThing, meta, type Source, subject } from './sources.ts';

/** Where pages name their site. */
const NAMES: readonly Source[] = [
  meta('og:site_name'),
  meta('application-name'),
  meta('apple-mobile-web-app-title'),
  meta('al:ios:app_name'),
  meta('al:android:app_name'),
  meta('twitter:app:name:iphone'),
  meta('twitter:site'),
  subject('json-ld', 'publisher'),
  anyThing('json-ld', /^WebSite$/, 'name'),
];

/** What tells the site's name from other texts on a page. */
export const isSiteNameOn = oncePerPage((page): IsSiteName => {
  const names = new Set<string>();
  for (const { read } of NAMES) for (const name of read(page)) names.add(name);
  const hosts = new Set(addressesOf(page).map(({ hostname }) => hostname));
  return siteNameMatcher([...names], [...hosts]);
});
