import { fold } from './fold.ts';

/** Whether a text is the site's name rather than anything else. */
export type IsSiteName = (text: string) => boolean;

/** Parts of host names that name no site. */
const COMMON: ReadonlySet<string> = new Set(
  'www www1 www2 m en de fr es it blog blogs news shop web com co org net gov edu ac wordpress blogspot tumblr github'.split(
    ' ',
  ),
);
const MIN_NAME = 2;
/** No site has a longer name. */
const MAX_NAME = 200;
const MIN_LABEL = 3;
/** How much may follow the host's name in a site's name: "Spiegel Online" on spiegel.de. */
const MAX_REST = 12;

const labelsOf = (host: string): readonly string[] =>
  host
    .split('.')
    .slice(0, -1)
    .filter((label) => !COMMON.has(label))
    .map(fold)
    .filter((label) => label.length >= MIN_LABEL);

const ACCENTED = /[^a-z\d]/;

/** A folded text as host names have it: without accents. */
const bare = (folded: string): string =>
  ACCENTED.test(folded) ? folded.normalize('NFD').replace(/\p{M}+/gu, '') : folded;

/** Whether a name starts like the host's, or is a good part of it. */
const isLike = (label: string, folded: string): boolean =>
  (folded.startsWith(label) && folded.length <= label.length + MAX_REST) ||
  (folded.length > MIN_LABEL && label.includes(folded) && folded.length * 2 >= label.length);

/**
 * Tells a site's name from other texts: it is one of the names that the page gives, or like a host's.
 *
 * @param siteNames Names that the page gives its site.
 * @param hosts The host names that it goes by.
 */
export const siteNameMatcher = (siteNames: readonly string[], hosts: readonly string[]): IsSiteName => {
  const names = new Set(
    [...siteNames, ...hosts.map((host) => host.replace(/^www\./, ''))].map((name) => fold(name.slice(0, MAX_NAME))),
  );
  const labels = hosts.flatMap(labelsOf);
  return (text) => {
    if (text.length > MAX_NAME) return false;
    const folded = fold(text);
    if (names.has(folded)) return folded.length >= MIN_NAME;
    const plain = bare(folded);
    return plain.length >= MIN_NAME && labels.some((label) => isLike(label, plain));
  };
};
