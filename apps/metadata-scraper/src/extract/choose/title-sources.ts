import { fold } from '../clean/fold.ts';
import { cleanText } from '../clean/text.ts';
import { cutSiteName } from '../clean/title.ts';
import { oncePerPage } from './once-per-page.ts';
import { isOnTopic, type Page } from './page.ts';
import { isSiteNameOn } from './site-name.ts';
import { from, fromHead, type Source, subject } from './sources.ts';

const headingTexts = (page: Page): readonly string[] =>
  page.facts.headings.filter(({ tag }) => tag === 'h1').map(({ text }) => text);

/** <title>. */
export const titleTag: Source = fromHead('title', ({ facts }) => (facts.title === null ? [] : [facts.title]));

/** Whatever the page has for a title, even if it is only the site's name. */
export const anyTitle: Source = fromHead('title', (page) => [
  ...titleTag.read(page),
  ...(page.metas.get('og:title') ?? []),
]);

/** <h1>, where it is not in a menu or the like. */
export const firstHeading: Source = from('h1', (page) =>
  page.facts.headings.filter((heading) => heading.tag === 'h1' && isOnTopic(page, heading)).map(({ text }) => text),
);

const headline = subject('json-ld', 'headline');

const headlinesOn = oncePerPage((page) => new Set([...headline.read(page), ...headingTexts(page)].map(fold)));

/** A title without the site's name. */
export const cleanTitle = (value: string, page: Page): string | null => {
  const text = cleanText(value);
  if (text === null) return null;
  return cutSiteName(text, {
    isSiteName: isSiteNameOn(page),
    headlines: headlinesOn(page),
  });
};

/** Like cleanTitle; null, too, where a page below the site's root has no title but the site's name. */
export const cleanOwnTitle = (value: string, page: Page): string | null =>
  page.url.pathname !== '/' && isSiteNameOn(page)(value) ? null : cleanTitle(value, page);
