import { readAuthors, readByline, readLinkText } from '../clean/author.ts';
import { fold } from '../clean/fold.ts';
import type { TextFact } from '../collect/facts.ts';
import { PLACE } from '../collect/places.ts';
import { isOnTopic, type Page } from './page.ts';
import { isNameShown, isSigned } from './shown-names.ts';
import { isSiteNameOn } from './site-name.ts';
import { from, fromHead, type Source } from './sources.ts';
import { isOfWordPress } from './wordpress.ts';

/** Links to authors that belong together are no further apart than this, in elements. */
const GROUP = 12;
const MAX_AUTHORS = 20;

/** Someone else's words: of readers, customers, or quoted ones. */
const OF_OTHERS = /comment|reply|testimonial|quote/i;
/** Words that say "author" by themselves: after "By" alone, more evidence is needed. */
const SAYS_AUTHOR =
  /^[\s|•·–-]*(?:posted|written|geschrieben|eingestellt|veröffentlicht|verfasst|erstellt|publi|autor|author|escrito)/i;
const SAYS_WRITTEN = /written|verfasst|geschrieben|écrit|escrito|author|autor/i;
/** A name by its form: one word, or more with a capital at the start. */
const NAME = /^\S+$|^\p{Lu}/u;
const MAX_LINK_WORDS = 4;

/** This near to the heading, in elements, a byline is the page's own, whatever it stands in. */
const NEAR = 12;

const isNearHeading = ({ heading }: Page, { at, place }: TextFact): boolean =>
  heading !== null && Math.abs(at - heading.at) <= NEAR && (place & (PLACE.comments | PLACE.footer)) === 0;

const onTopic = (page: Page, facts: readonly TextFact[]): readonly TextFact[] =>
  facts.filter(
    (fact) => (isOnTopic(page, fact) || isNearHeading(page, fact)) && !OF_OTHERS.test(`${fact.hints} ${fact.around}`),
  );

const linkNames = ({ text }: TextFact): readonly string[] =>
  readLinkText(text).filter((name) => NAME.test(name) && name.split(' ').length <= MAX_LINK_WORDS);

/** The first link with a name in it, and those right behind it. */
const firstGroup = (links: readonly TextFact[]): readonly string[] => {
  const named = links.filter((fact) => linkNames(fact).length > 0);
  const end = named.findIndex(({ at }, index) => at - (named[index - 1]?.at ?? at) > GROUP);
  return named.slice(0, end === -1 ? named.length : end).flatMap(linkNames);
};

/** The first names that are not only the site's. */
const firstNames = (page: Page, lists: readonly (readonly string[])[]): readonly string[] =>
  lists.find((names) => names.some((name) => !isSiteNameOn(page)(name))) ?? [];

/** Links to an author's page. */
export const relAuthor: Source = from('rel-author', (page) => firstGroup(onTopic(page, page.facts.authorLinks)));

/** Elements named after authors, with a person's name in them. */
export const byline: Source = from('byline', (page) =>
  firstNames(
    page,
    onTopic(page, page.facts.bylines).map(({ text }) => readByline(text).names),
  ),
);

/** Under a picture stands who took it. */
const isCredit = ({ noise }: Page, { place }: TextFact): boolean => (place & PLACE.figure & ~noise) !== 0;

/** Lines such as "By Ann Lee"; the one nearest to the heading counts. */
export const byText: Source = from('by-text', (page) => {
  const start = page.heading === null ? 0 : page.heading.at;
  const lines = onTopic(page, page.facts.byTexts)
    .filter((fact) => !isCredit(page, fact))
    .toSorted((a, b) => Math.abs(a.at - start) - Math.abs(b.at - start));
  return firstNames(
    page,
    lines.map(({ text }) => {
      const { names, isBy } = readByline(text);
      return isBy ? names.filter((name) => name.includes(' ') || SAYS_AUTHOR.test(text)) : [];
    }),
  );
});

/** Twitter's labelled data: `twitter:label1` says what `twitter:data1` is. */
export const twitterData: Source = fromHead('twitter:data', ({ metas }) =>
  ['1', '2'].flatMap((number) => {
    const labels = metas.get(`twitter:label${number}`) ?? [];
    return labels.some((label) => SAYS_WRITTEN.test(label)) ? (metas.get(`twitter:data${number}`) ?? []) : [];
  }),
);

/** Sources that read what people see; the others may name an account that nobody sees. */
const SEEN: ReadonlySet<string> = new Set(['rel-author', 'byline', 'by-text', 'microformats:author']);
/** What an account is called, an agency, and an editorial office: these are authors where they are shown as such. */
const LOGIN = /^[a-z\d._-]+$/;
const AGENCY = /^\p{Lu}{2,3}$/u;
const OFFICE =
  /(?<!\p{L})(?:redaktion|redaktionsteam|redacción|redação|rédaction|redazione|newsroom|newsdesk|editorial (?:team|staff))(?!\p{L})/iu;

const isBelievable = (name: string, page: Page, { name: source }: Source): boolean => {
  // on blogs, the author and the blog may have one name; elsewhere a site that names itself names nobody
  if (source !== 'microformats:author' && isSiteNameOn(page)(name)) return false;
  if (SEEN.has(source)) return true;
  if (LOGIN.test(name) || AGENCY.test(name) || OFFICE.test(name)) return isSigned(page, name);
  return !isOfWordPress(page) || isNameShown(page, name);
};

/** The authors in what a source says, joined by ", ". */
export const cleanAuthors = (values: readonly string[], page: Page, source: Source): string | null => {
  const names = values
    .slice(0, MAX_AUTHORS)
    .flatMap(readAuthors)
    .filter((name) => isBelievable(name, page, source));
  const byFold = new Map(names.map((name) => [fold(name), name]));
  return byFold.size === 0 ? null : [...byFold.values()].slice(0, MAX_AUTHORS).join(', ');
};
