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

/** Longer names are not wanted, so they need not be looked at. */
export const WANTED_LENGTH = Math.max(...WANTED.map((name) => name.length));

const BY_NAME = new Map<string, keyof Attributes>(WANTED.map((name) => [name, name]));

/** The wanted attribute of this name, in any case; undefined for all others. */
export const wantedAttribute = (name: string): keyof Attributes | undefined =>
  BY_NAME.get(name) ?? BY_NAME.get(name.toLowerCase());

/** An attribute's value, its character references decoded. */
export const attributeValue = (raw: string): string => (raw.includes('&') ? decodeHTMLAttribute(raw) : raw);
