import { addressesOf } from './addresses.ts';
import { oncePerPage } from './once-per-page.ts';
import type { AnySyntax, Page } from './page.ts';
import { isPageType, subjectsOf } from './things.ts';

const SYNTAXES: readonly AnySyntax[] = ['json-ld', 'microdata', 'rdfa', 'microformats'];

/** What Open Graph's type says of home pages and lists, too. */
const ANY_PAGE = /^\s*(?:website|object|blog|company|profile)?\s*$/i;

/** A file that stands for its folder, and the ending of any. */
const INDEX = /^(?:index|default)\.\w+$/i;
const ENDING = /\.[a-z]{2,5}$/i;
/** Words or a number: the address of one page among many. `about`, `news` and `page` are none. */
const WORDS = /[a-zA-Z][-_+,. ]+[a-zA-Z]|\P{ASCII}/u;
const NUMBER = /\d\d/;

const decodePath = (path: string): string => {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
};

const lastNameIn = ({ pathname }: URL): string => {
  const names = pathname.split('/').filter((name) => name !== '' && !INDEX.test(name));
  return decodePath(names.at(-1) ?? '').replace(ENDING, '');
};

const isOneOfMany = (address: URL): boolean => {
  const name = lastNameIn(address);
  return WORDS.test(name) || NUMBER.test(name) || NUMBER.test(address.search);
};

const describesSomething = (page: Page): boolean =>
  SYNTAXES.some((syntax) => subjectsOf(page, syntax).some(({ types }) => types.some((type) => !isPageType(type))));

const isOfSomeType = ({ metas }: Page): boolean => (metas.get('og:type') ?? []).some((type) => !ANY_PAGE.test(type));

/**
 * Whether anything says that a page is an article, or another thing that is published: its type in Open Graph, what its structured
 * data describes, or an address as articles have it. Home pages, lists and pages about a site show days, too: of their latest entry.
 */
export const isLikeArticle = oncePerPage(
  (page) => isOfSomeType(page) || describesSomething(page) || addressesOf(page).some(isOneOfMany),
);
