import type { Properties } from '../extracted.ts';
import type { Page } from './page.ts';

/** The vocabularies of Open Graph: https://ogp.me/#types, with Facebook's and App Links' additions. */
const OPEN_GRAPH = /^(?:og|article|book|profile|music|video|product|fb|al|place):/;
const TWITTER = /^twitter:/;

/** What makes it worth while to look closer: most texts are fit as they are. */
const UNTIDY = /^ |[^\S ]|[\ud800-\udfff]| (?: |$)/;

const collapse = (value: string): string =>
  UNTIDY.test(value) ? value.toWellFormed().replace(/\s+/g, ' ').trim() : value;

const read = ({ metas }: Page, names: RegExp): Properties => {
  const properties: Properties = {};
  for (const [name, values] of metas) {
    if (!names.test(name)) continue;
    properties[name.toWellFormed()] = values.length === 1 ? collapse(values.join('')) : values.map(collapse);
  }
  return properties;
};

/** Open Graph's properties as the page has them. */
export const readOpenGraph = (page: Page): Properties => read(page, OPEN_GRAPH);

/** Twitter's properties as the page has them. */
export const readTwitter = (page: Page): Properties => read(page, TWITTER);
