import { decodeHTMLAttribute } from 'entities';

import { createNameTable } from './name-table.ts';

type Name =
  | 'about'
  | 'alt'
  | 'aria-hidden'
  | 'class'
  | 'content'
  | 'data'
  | 'data-src'
  | 'datetime'
  | 'height'
  | 'hidden'
  | 'href'
  | 'hreflang'
  | 'http-equiv'
  | 'id'
  | 'itemid'
  | 'itemprop'
  | 'itemscope'
  | 'itemtype'
  | 'lang'
  | 'name'
  | 'property'
  | 'rel'
  | 'resource'
  | 'role'
  | 'sizes'
  | 'src'
  | 'title'
  | 'type'
  | 'typeof'
  | 'width'
  | 'xml:lang';

/** An element's attributes, as far as they are read at all: decoded values, the first of a repeated name. */
export type Attributes = Record<Name, string | undefined>;

/** Sets one attribute. */
export type SetAttribute = (to: Attributes, value: string | undefined) => void;

/** By a function each: to set one by a computed name takes as long as to read it from the page. */
const SETTERS: Readonly<Record<Name, SetAttribute>> = {
  about: (to, value) => {
    to.about = value;
  },
  alt: (to, value) => {
    to.alt = value;
  },
  'aria-hidden': (to, value) => {
    to['aria-hidden'] = value;
  },
  class: (to, value) => {
    to.class = value;
  },
  content: (to, value) => {
    to.content = value;
  },
  data: (to, value) => {
    to.data = value;
  },
  'data-src': (to, value) => {
    to['data-src'] = value;
  },
  datetime: (to, value) => {
    to.datetime = value;
  },
  height: (to, value) => {
    to.height = value;
  },
  hidden: (to, value) => {
    to.hidden = value;
  },
  href: (to, value) => {
    to.href = value;
  },
  hreflang: (to, value) => {
    to.hreflang = value;
  },
  'http-equiv': (to, value) => {
    to['http-equiv'] = value;
  },
  id: (to, value) => {
    to.id = value;
  },
  itemid: (to, value) => {
    to.itemid = value;
  },
  itemprop: (to, value) => {
    to.itemprop = value;
  },
  itemscope: (to, value) => {
    to.itemscope = value;
  },
  itemtype: (to, value) => {
    to.itemtype = value;
  },
  lang: (to, value) => {
    to.lang = value;
  },
  name: (to, value) => {
    to.name = value;
  },
  property: (to, value) => {
    to.property = value;
  },
  rel: (to, value) => {
    to.rel = value;
  },
  resource: (to, value) => {
    to.resource = value;
  },
  role: (to, value) => {
    to.role = value;
  },
  sizes: (to, value) => {
    to.sizes = value;
  },
  src: (to, value) => {
    to.src = value;
  },
  title: (to, value) => {
    to.title = value;
  },
  type: (to, value) => {
    to.type = value;
  },
  typeof: (to, value) => {
    to.typeof = value;
  },
  width: (to, value) => {
    to.width = value;
  },
  'xml:lang': (to, value) => {
    to['xml:lang'] = value;
  },
};

/** Attributes that are all absent. A literal, so that the values stand in the object itself: copied by a spread, they stand beside it. */
export const newAttributes = (): Attributes => ({
  about: undefined,
  alt: undefined,
  'aria-hidden': undefined,
  class: undefined,
  content: undefined,
  data: undefined,
  'data-src': undefined,
  datetime: undefined,
  height: undefined,
  hidden: undefined,
  href: undefined,
  hreflang: undefined,
  'http-equiv': undefined,
  id: undefined,
  itemid: undefined,
  itemprop: undefined,
  itemscope: undefined,
  itemtype: undefined,
  lang: undefined,
  name: undefined,
  property: undefined,
  rel: undefined,
  resource: undefined,
  role: undefined,
  sizes: undefined,
  src: undefined,
  title: undefined,
  type: undefined,
  typeof: undefined,
  width: undefined,
  'xml:lang': undefined,
});

/** What an element has that has no attribute that matters: most have none. */
export const NO_ATTRIBUTES: Readonly<Attributes> = newAttributes();

/** Sets the attribute whose name stands in a text, in any case; undefined where it is none that is read. */
export const attributeSetter = createNameTable(Object.entries(SETTERS));

/** An attribute's value, its character references decoded. */
export const attributeValue = (raw: string): string => (raw.includes('&') ? decodeHTMLAttribute(raw) : raw);
