import type { Cursor } from './cursor.ts';
import { createNameTable } from './name-table.ts';

/** What is to be known of an element by its name. */
export interface ElementKind {
  readonly name: string;
  /** Nothing but its end tag is markup in it. */
  readonly hasRawText: boolean;
  /** It has no end tag. */
  readonly isVoid: boolean;
  /** It may stand in the head: anything else starts the body. */
  readonly isOfHead: boolean;
  /** Its text is no text of the page. */
  readonly isUnseen: boolean;
  /** Nothing in it is a fact: browsers do not build its content into the page. */
  readonly isInert: boolean;
  /** In <svg> or <math>, HTML goes on inside it. */
  readonly isIntegrationPoint: boolean;
  /** It starts and ends a line of its own. */
  readonly isBlock: boolean;
  /** Its start ends an open paragraph, as in the HTML standard's "close a p element". */
  readonly endsParagraph: boolean;
  /** Neither an end tag nor an implied end reaches through it. */
  readonly isBarrier: boolean;
  /** The end tag of any heading ends it. */
  readonly isHeading: boolean;
  /** What it ends, it ends with all that is open in it. */
  readonly isOfRow: boolean;
  /** It ends <svg> and <math> when it starts inside them. */
  readonly breaksOut: boolean;
  /** The elements that its start ends: where they are the innermost, but for those of a table's row. */
  readonly ends: readonly string[];
}

type Trait = Exclude<keyof ElementKind, 'name' | 'ends'>;

/** Which elements have a trait. See https://html.spec.whatwg.org/multipage/parsing.html#parsing-main-inhtml. */
const TRAITS: Readonly<Record<Trait, string>> = {
  // browsers run scripts, and therefore read <noscript> as text
  hasRawText: 'title textarea style xmp iframe noembed noframes noscript script plaintext',
  isVoid:
    'area base basefont bgsound br col command embed frame hr img input isindex keygen link meta param source track wbr',
  isOfHead: 'html head base basefont bgsound link meta title noscript noframes style script template',
  isUnseen: 'script style template noscript noframes noembed iframe textarea select xmp svg math object canvas button',
  isInert: 'template noscript noframes noembed iframe xmp textarea',
  isIntegrationPoint: 'foreignobject desc title mi mo mn ms mtext',
  isBlock:
    'address article aside blockquote body br center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hr li main nav ol p pre section summary table tbody td tfoot th thead tr ul',
  endsParagraph:
    'address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 ' +
    'header hgroup hr li main menu nav ol p pre section summary table ul',
  isBarrier: 'html table td th caption button object template foreignobject desc',
  isHeading: 'h1 h2 h3 h4 h5 h6',
  isOfRow: 'td th tr',
  breaksOut:
    'b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu meta nobr ol p pre ' +
    'ruby s small span strong strike sub sup table tt u ul var',
};

const HEADINGS = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'];
const ENDS: Readonly<Record<string, readonly string[]>> = {
  a: ['a'],
  li: ['li'],
  dd: ['dd', 'dt'],
  dt: ['dd', 'dt'],
  tr: ['td', 'th', 'tr'],
  td: ['td', 'th'],
  th: ['td', 'th'],
  option: ['option'],
  ...Object.fromEntries(HEADINGS.map((name) => [name, HEADINGS])),
};

/** Names that are common, and have no trait: not in this list, they would be looked up by their text. */
const TRAITLESS =
  'abbr audio cite data defs del dfn form g ins label legend map mark path picture q rect s slot time use video';

const NAMES = Object.entries(TRAITS).map(([trait, names]) => [trait, new Set(names.split(' '))] as const);
const ALL = new Set([...NAMES.flatMap(([, names]) => [...names]), ...Object.keys(ENDS), ...TRAITLESS.split(' ')]);

const newKind = (name: string): ElementKind => ({
  ...(Object.fromEntries(NAMES.map(([trait, names]) => [trait, names.has(name)])) as Record<Trait, boolean>),
  name,
  ends: ENDS[name] ?? [],
});

const KINDS: ReadonlyMap<string, ElementKind> = new Map([...ALL].map((name) => [name, newKind(name)]));
const findKind = createNameTable([...KINDS]);

/** The kind of an element that a page has made up, or misspelled: most pages use a few again and again. */
const MAX_UNKNOWN = 200;

/**
 * Finds the kind of an element by the name in its tag, in any case.
 */
export const createKindFinder = () => {
  const unknown = new Map<string, ElementKind>();
  return (cursor: Cursor, start: number, end: number): ElementKind => {
    const known = findKind(cursor, start, end);
    if (known !== undefined) return known;
    const name = cursor.source.slice(start, end).toLowerCase();
    const met = unknown.get(name);
    if (met !== undefined) return met;
    const kind = newKind(name);
    if (unknown.size < MAX_UNKNOWN) unknown.set(name, kind);
    return kind;
  };
};

/** The kind of an element by its name in lower case. */
export const elementKind = (name: string): ElementKind => KINDS.get(name) ?? newKind(name);
