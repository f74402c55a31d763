import { fold } from '../clean/fold.ts';
import type { Facts, TextFact } from '../collect/facts.ts';
import { PLACE } from '../collect/places.ts';
import type { Syntax } from '../collect/read-description.ts';
import { type Graph, graphOf } from '../structured/graph.ts';
import { parseBlocks } from '../structured/parse-json-ld.ts';

export type AnySyntax = Syntax | 'json-ld';

/** All that the rules know of a page. */
export interface Page {
  readonly url: URL;
  /** What relative URLs are relative to. */
  readonly base: URL;
  readonly facts: Readonly<Facts>;
  /** The contents of <meta>, by name. */
  readonly metas: ReadonlyMap<string, readonly string[]>;
  readonly jsonLd: object[];
  readonly graphs: Readonly<Record<AnySyntax, Graph>>;
  /** The visible title. */
  readonly heading: TextFact | null;
  /** Bits of PLACE that say nothing on this page, as its heading stands there too: `<div class="with-sidebar">` around it all. */
  readonly noise: number;
  /** What was worked out of it already, by the work: see oncePerPage. */
  readonly results: Map<unknown, unknown>;
}

const OFF_TOPIC = PLACE.comments | PLACE.related | PLACE.nav | PLACE.footer | PLACE.aside;
const MIN_HEADING = 4;
/** As many contents of a meta are kept that is repeated. */
const MAX_CONTENTS = 100;
/** As many titles of a kind are compared with the headings, and as much of each. */
const MAX_TITLES = 3;
const TITLE_LENGTH = 500;

/** Whether something stands where the page is about its own subject. */
export const isOnTopic = ({ noise }: Pick<Page, 'noise'>, { place }: { readonly place: number }): boolean =>
  (place & OFF_TOPIC & ~noise) === 0;

const indexMetas = ({ metas }: Readonly<Facts>): ReadonlyMap<string, readonly string[]> => {
  const index = new Map<string, string[]>();
  for (const { name, content } of metas) {
    const list = index.get(name);
    if (list === undefined) index.set(name, [content]);
    else if (list.length < MAX_CONTENTS) list.push(content);
  }
  return index;
};

const agrees = (title: string, heading: string): boolean =>
  title.includes(heading) || (title.length >= MIN_HEADING && heading.includes(title));

/** The heading that says what the page's titles say: the best sign of where its own content is. */
const findHeading = ({ headings, title }: Readonly<Facts>, metas: Page['metas']): TextFact | null => {
  const inMetas = ['og:title', 'twitter:title'].flatMap((name) => (metas.get(name) ?? []).slice(0, MAX_TITLES));
  const written = new Set([title ?? '', ...inMetas].map((text) => text.slice(0, TITLE_LENGTH)));
  const titles = [...written].map(fold);
  const isTitle = ({ text }: TextFact): boolean => {
    const folded = fold(text.slice(0, TITLE_LENGTH));
    return folded.length >= MIN_HEADING && titles.some((one) => agrees(one, folded));
  };
  const isMain = ({ tag }: TextFact): boolean => tag === 'h1';
  return (
    headings.find((heading) => isMain(heading) && isTitle(heading)) ??
    headings.find((heading) => !isMain(heading) && isTitle(heading)) ??
    null
  );
};

/** The HTML standard ignores a base that is no URL, or one of data: or javascript:. */
const baseOf = (url: URL, base: string | null): URL => {
  const parsed = base === null ? null : URL.parse(base, url);
  return parsed?.protocol.startsWith('http') === true ? parsed : url;
};

/**
 * Puts the facts of a page in the shape that the rules read.
 *
 * @param url Where the page was found, after redirects.
 */
export const createPage = (url: URL, facts: Readonly<Facts>): Page => {
  const metas = indexMetas(facts);
  const heading = findHeading(facts, metas);
  const noise = heading === null ? 0 : heading.place;
  const jsonLd = parseBlocks(facts.jsonLd);
  const graphIn = (syntax: Syntax): Graph => {
    const items = facts.items.filter((item) => item.syntax === syntax && isOnTopic({ noise }, item));
    return graphOf(items.map(({ thing }) => thing));
  };
  return {
    url,
    base: baseOf(url, facts.base),
    facts,
    metas,
    jsonLd,
    graphs: {
      'json-ld': graphOf(jsonLd),
      microdata: graphIn('microdata'),
      rdfa: graphIn('rdfa'),
      microformats: graphIn('microformats'),
    },
    heading,
    noise,
    results: new Map(),
  };
};
