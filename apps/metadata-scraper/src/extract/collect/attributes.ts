import { decodeHTMLAttribute } from 'entities';

/** The attributes that are read at all, by their name in HTML. */
const WANTED = [
  ...([
    'about',
    'alt',
    'class',
    'content',
    'data',
    'data-src',
    'datetime',
    'height',
    'hidden',
    'href',
    'hreflang',
    'http-equiv',
    'id',
  ] as const),
  ...([
    'itemid',
    'itemprop',
    'itemscope',
    'itemtype',
    'lang',
    'name',
    'property',
    'rel',
    'resource',
    'role',
    'sizes',
  ] as const),
  ...(['src', 'title', 'type', 'typeof', 'width', 'xml:lang', 'aria-hidden'] as const),
];

/** An element's attributes: decoded values, the first of a repeated name. */
export type Attributes = Partial<Record<(typeof WANTED)[number], string>>;

/** What an element has that has no attribute that matters: most have none. */
export const NO_ATTRIBUTES: Attributes = Object.freeze({});

/** The last five bits of a letter's code are the same in both cases. */
const LETTER = 31;

/** The lengths of the wanted names, as bits, by their first letter. */
const LENGTHS = new Map<number, number>();
for (const name of WANTED) {
  const letter = name.charCodeAt(0) & LETTER;
  LENGTHS.set(letter, (LENGTHS.get(letter) ?? 0) | (1 << name.length));
}

/**
 * Whether a name may be a wanted one, by its first letter and its length alone: most are not, and need not be cut out of the page.
 *
 * @param first The code of its first character.
 */
export const mayBeWanted = (first: number, length: number): boolean =>
  length <= LETTER && ((LENGTHS.get(first & LETTER) ?? 0) & (1 << length)) !== 0;

const BY_NAME = new Map<string, keyof Attributes>(WANTED.map((name) => [name, name]));

/** The wanted attribute of this name, in any case; undefined for all others. */
export const wantedAttribute = (name: string): keyof Attributes | undefined =>
  BY_NAME.get(name) ?? BY_NAME.get(name.toLowerCase());

/** An attribute's value, its character references decoded. */
export const attributeValue = (raw: string): string => (raw.includes('&') ? decodeHTMLAttribute(raw) : raw);
