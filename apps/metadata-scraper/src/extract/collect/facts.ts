import type { Item } from './describe-things.ts';

interface Placed {
  /** Bits of PLACE. */
  readonly place: number;
}

export interface Meta extends Placed {
  /** The name, property or itemprop, in lower case; of several in one attribute each is a fact of its own. */
  readonly name: string;
  readonly content: string;
}

export interface Link extends Placed {
  /** Link types in lower case. */
  readonly rel: readonly string[];
  readonly href: string;
  readonly type: string | null;
  readonly sizes: string | null;
  readonly title: string | null;
  readonly hreflang: string | null;
}

export interface TextFact extends Placed {
  readonly text: string;
  /** The element's name. */
  readonly tag: string;
  /** Its class and id, as written. */
  readonly hints: string;
  /** The class and id of the two elements around it. */
  readonly around: string;
  /** How many elements came before it: an order over all kinds of facts, and a measure of distance. */
  readonly at: number;
}

export interface TimeFact extends TextFact {
  readonly datetime: string | null;
}

export interface MediaFact extends Placed {
  readonly url: string;
  readonly width: string | null;
  readonly height: string | null;
  readonly alt: string | null;
  readonly type: string | null;
  readonly hints: string;
  readonly at: number;
}

/** What is known of a page, as it was written there: in document order, bounded, not cleaned. */
export interface Facts {
  lang: string | null;
  base: string | null;
  title: string | null;
  /** The head is closed or the body has begun. */
  headComplete: boolean;
  readonly httpEquivs: Meta[];
  readonly metas: Meta[];
  readonly links: Link[];
  /** The texts of the JSON-LD blocks. */
  readonly jsonLd: string[];
  /** Things described by microdata, RDFa and microformats. */
  readonly items: Item[];
  readonly headings: TextFact[];
  readonly times: TimeFact[];
  /** Links to an author's page. */
  readonly authorLinks: TextFact[];
  /** Links to what the page is filed under, by link type or address. */
  readonly tagLinks: TextFact[];
  /** Elements named after authors. */
  readonly bylines: TextFact[];
  /** Texts that start like "By". */
  readonly byTexts: TextFact[];
  /** Texts with a year in them. */
  readonly dateTexts: TextFact[];
  /** Short texts outside of menus and the like: among them are names, wherever they stand. */
  readonly shortTexts: { readonly text: string }[];
  readonly paragraphs: TextFact[];
  /** The addresses of frames. */
  readonly frames: string[];
  readonly images: MediaFact[];
  readonly videos: MediaFact[];
  readonly audios: MediaFact[];
}

/** How many facts of a kind are kept. */
export const FACT_LIMITS = {
  httpEquivs: 20,
  metas: 600,
  links: 400,
  jsonLd: 60,
  headings: 60,
  times: 60,
  authorLinks: 60,
  tagLinks: 60,
  bylines: 60,
  byTexts: 40,
  dateTexts: 80,
  shortTexts: 200,
  paragraphs: 40,
  frames: 30,
  images: 40,
  videos: 20,
  audios: 20,
} as const;

/** The kinds of facts that come in lists, but for items, which have limits of their own. */
export type FactList = keyof typeof FACT_LIMITS;

export const newFacts = (): Facts => ({
  lang: null,
  base: null,
  title: null,
  headComplete: false,
  httpEquivs: [],
  metas: [],
  links: [],
  jsonLd: [],
  items: [],
  headings: [],
  times: [],
  authorLinks: [],
  tagLinks: [],
  bylines: [],
  byTexts: [],
  dateTexts: [],
  shortTexts: [],
  paragraphs: [],
  frames: [],
  images: [],
  videos: [],
  audios: [],
});
