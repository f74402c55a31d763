import type { Attributes } from '../tokenize/attributes.ts';

export type Syntax = 'microdata' | 'rdfa' | 'microformats';

/** How an element describes things: of which properties it is the value, and which thing it starts. */
export interface Description {
  readonly syntax: Syntax;
  readonly properties: readonly string[];
  /** The types of the thing that it starts; null where it starts none. */
  readonly types: readonly string[] | null;
  readonly id: string | null;
}

const NONE: readonly string[] = [];
const MAX_NAMES = 10;
const REMEMBERED = 2000;

const tokensOf = (value: string): readonly string[] => value.split(/\s+/, MAX_NAMES).filter((token) => token !== '');

/** The last part of a name: `https://schema.org/Person`, `schema:Person` and `Person` are one. */
export const localName = (name: string): string =>
  name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('#'), name.lastIndexOf(':')) + 1);

const localNames = (value: string | undefined): readonly string[] =>
  value === undefined ? NONE : tokensOf(value).map(localName);

const readMicrodata = ({ itemprop, itemscope, itemtype, itemid }: Attributes): Description | null => {
  if (itemprop === undefined && itemscope === undefined) return null;
  const types = itemscope === undefined ? null : localNames(itemtype);
  return { syntax: 'microdata', properties: localNames(itemprop), types, id: itemid ?? null };
};

const readRdfa = ({ property, typeof: kinds, resource, about }: Attributes): Description | null => {
  if (property === undefined && kinds === undefined) return null;
  const types = kinds === undefined ? null : localNames(kinds);
  return { syntax: 'rdfa', properties: localNames(property), types, id: resource ?? about ?? null };
};

/** Class names of microformats 1 and 2 that start a thing, with schema.org's name for its type. */
const ROOTS: ReadonlyMap<string, string> = new Map([
  ['h-entry', 'Article'],
  ['hentry', 'Article'],
  ['h-card', 'Person'],
  ['vcard', 'Person'],
]);

/** Class names of microformats 1 and 2 that make a property, with schema.org's name for it. */
const PROPERTIES: ReadonlyMap<string, string> = new Map([
  ['p-name', 'name'],
  ['entry-title', 'name'],
  ['fn', 'name'],
  ['p-author', 'author'],
  ['author', 'author'],
  ['dt-published', 'datePublished'],
  ['published', 'datePublished'],
  ['dt-updated', 'dateModified'],
  ['updated', 'dateModified'],
  ['p-summary', 'description'],
  ['entry-summary', 'description'],
  ['u-photo', 'image'],
]);

const translate = (names: readonly string[], table: ReadonlyMap<string, string>): readonly string[] =>
  names.map((name) => table.get(name)).filter((name) => name !== undefined);

/** Most classes are none of these: one look at them all is a third of the time of looking them up. */
const MICROFORMAT = new RegExp(`(?:^|\\s)(?:${[...ROOTS.keys(), ...PROPERTIES.keys()].join('|')})(?:\\s|$)`);

const readMicroformats = (names: string): Description | null => {
  if (!MICROFORMAT.test(names)) return null;
  const classes = tokensOf(names);
  const properties = translate(classes, PROPERTIES);
  const types = translate(classes, ROOTS);
  return { syntax: 'microformats', properties, types: types.length === 0 ? null : types, id: null };
};

/**
 * Says how an element describes things, by microdata, RDFa or else microformats; null where it does not. One for each page, as
 * it remembers the page's classes.
 */
export const createDescriptionReader = () => {
  const known = new Map<string, Description | null>();
  const ofClasses = (names: string): Description | null => {
    const cached = known.get(names);
    if (cached !== undefined) return cached;
    const description = readMicroformats(names);
    if (known.size < REMEMBERED) known.set(names, description);
    return description;
  };
  return (attributes: Attributes): Description | null =>
    readMicrodata(attributes) ??
    readRdfa(attributes) ??
    (attributes.class === undefined ? null : ofClasses(attributes.class));
};
