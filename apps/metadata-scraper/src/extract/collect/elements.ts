/** What is to be known of an element by its name. */
export interface ElementKind {
  readonly name: string;
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

const PLAIN: Omit<ElementKind, 'name'> = {
  isVoid: false,
  isOfHead: false,
  isUnseen: false,
  isInert: false,
  isIntegrationPoint: false,
  isBlock: false,
  endsParagraph: false,
  isBarrier: false,
  isHeading: false,
  isOfRow: false,
  breaksOut: false,
  ends: [],
};

const NAMES = Object.entries(TRAITS).map(([trait, names]) => [trait, new Set(names.split(' '))] as const);
const ALL = new Set([...NAMES.flatMap(([, names]) => [...names]), ...Object.keys(ENDS)]);

const kindOf = (name: string): ElementKind => ({
  ...PLAIN,
  ...Object.fromEntries(NAMES.map(([trait, names]) => [trait, names.has(name)])),
  name,
  ends: ENDS[name] ?? [],
});

const KINDS: ReadonlyMap<string, ElementKind> = new Map([...ALL].map((name) => [name, kindOf(name)]));

/** The kind of an element by the name in its tag, in any case. */
export const elementKind = (tag: string): ElementKind => {
  const known = KINDS.get(tag);
  if (known !== undefined) return known;
  const name = tag.toLowerCase();
  return KINDS.get(name) ?? { ...PLAIN, name };
};
