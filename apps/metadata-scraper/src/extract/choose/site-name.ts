import { type IsSiteName, siteNameMatcher } from '../clean/site.ts';
import type { Page } from './page.ts';
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

const known = new WeakMap<Page, IsSiteName>();

/** What tells the site's name from other texts on a page. Worked out once for each page. */
export const isSiteNameOn = (page: Page): IsSiteName => {
  const cached = known.get(page);
  if (cached !== undefined) return cached;
  const names = NAMES.flatMap(({ read }) => read(page));
  const matcher = siteNameMatcher(names, page.url.hostname);
  known.set(page, matcher);
  return matcher;
};
