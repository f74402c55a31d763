import type { Attributes } from '../tokenize/attributes.ts';
import { type Capture, captureText } from './captures.ts';
import { createDescriptionReader, type Description, type Syntax } from './read-description.ts';

/**
 * A thing that a page describes in its markup, in the shape JSON-LD has: `@type` and `@id`, and lists of values by property.
 * Values are texts, links (`{ name, url }`) or things. What has no name of its own has its text as `text()`.
 */
export type Thing = Record<string, unknown[]>;

export interface Item {
  readonly syntax: Syntax;
  /** Bits of PLACE. */
  readonly place: number;
  readonly thing: Thing;
}

interface Position {
  readonly name: string;
  readonly place: number;
  /** What properties here describe. */
  readonly thing: Thing | null;
}

interface Part {
  /** What the element starts to describe. */
  readonly thing: Thing | null;
  /** What wants its text. */
  readonly capture: Capture | null;
}

const MAX_THINGS = 300;
const MAX_VALUES = 3000;
const VALUE_LENGTH = 2000;
const NO_PART: Part = { thing: null, capture: null };

/** Long texts that nothing is taken from, and names that are none. */
const IGNORED: ReadonlySet<string> = new Set(['', 'articleBody', 'text', 'reviewBody', 'encoded']);
/** Properties whose value on a link is both what it names and where it leads. */
const NAMED: ReadonlySet<string> = new Set(['author', 'creator', 'publisher', 'contributor', 'editor']);
/** Properties whose value on a link is where it leads. */
const LOCATED: ReadonlySet<string> = new Set(
  'url image logo sameAs mainEntityOfPage thumbnail thumbnailUrl contentUrl embedUrl'.split(' '),
);
/** The attribute with an element's value, as microdata has it. */
const VALUE_ATTRIBUTE: ReadonlyMap<string, keyof Attributes> = new Map([
  ['link', 'href'],
  ['area', 'href'],
  ['img', 'src'],
  ['audio', 'src'],
  ['video', 'src'],
  ['source', 'src'],
  ['iframe', 'src'],
  ['embed', 'src'],
  ['object', 'data'],
  ['time', 'datetime'],
]);

/** The value that stands in an attribute; undefined where the text is the value. */
const attributeValueOf = (name: string, properties: readonly string[], attributes: Attributes): string | undefined => {
  if (attributes.content !== undefined) return attributes.content;
  const key = VALUE_ATTRIBUTE.get(name);
  if (key !== undefined) return attributes[key];
  return properties.some((property) => LOCATED.has(property)) ? attributes.href : undefined;
};

const newThing = ({ types, id }: Pick<Description, 'types' | 'id'>): Thing => ({
  '@type': [...(types ?? [])],
  ...(id === null ? {} : { '@id': [id] }),
});

/** Adds values to things, so many in all. */
const createAdder = () => {
  let values = 0;
  return (owner: Thing, properties: readonly string[], value: unknown): void => {
    for (const property of properties) {
      if (IGNORED.has(property) || values >= MAX_VALUES) continue;
      values++;
      // `__proto__` is a name like any other
      if (Object.hasOwn(owner, property)) owner[property]?.push(value);
      else Object.defineProperty(owner, property, { value: [value], enumerable: true });
    }
  };
};

/**
 * Builds the things that a page describes in its markup, element by element.
 *
 * @param items Takes them, in document order.
 */
export const describeThings = (items: Item[]) => {
  const describe = createDescriptionReader();
  const add = createAdder();
  let page: Thing | null = null;

  const start = (description: Pick<Description, 'syntax' | 'types' | 'id'>, place: number): Thing => {
    const thing = newThing(description);
    items.push({ syntax: description.syntax, place, thing });
    return thing;
  };
  /** Microdata outside of every item is sloppy, and common: it describes the page. */
  const ownerOf = ({ syntax, properties }: Description, { thing }: Position): Thing | null => {
    if (thing !== null || syntax !== 'microdata' || properties.length === 0) return thing;
    return (page ??= start({ syntax, types: null, id: null }, 0));
  };
  const startThing = (description: Description, owner: Thing | null, place: number): Part => {
    const thing = start(description, place);
    if (owner !== null) add(owner, description.properties, thing);
    const takeText = (text: string): void => {
      add(thing, ['text()'], text);
    };
    return { thing, capture: captureText(VALUE_LENGTH, takeText) };
  };
  const textPart = (owner: Thing, properties: readonly string[], href: string | undefined): Part => {
    const isNamed = href !== undefined && properties.some((property) => NAMED.has(property));
    const takeText = (text: string): void => {
      add(owner, properties, isNamed ? { name: [text], url: [href] } : text);
    };
    return { thing: null, capture: captureText(VALUE_LENGTH, takeText) };
  };

  /** Takes an element's part in describing things. */
  return (attributes: Attributes, position: Position): Part => {
    const description = describe(attributes);
    if (description === null || items.length >= MAX_THINGS) return NO_PART;
    const owner = ownerOf(description, position);
    if (description.types !== null) return startThing(description, owner, position.place);
    if (owner === null) return NO_PART;
    const value = attributeValueOf(position.name, description.properties, attributes);
    if (value === undefined) return textPart(owner, description.properties, attributes.href);
    add(owner, description.properties, value);
    return NO_PART;
  };
};
