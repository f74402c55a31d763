import { Parser } from 'htmlparser2';

import { type Extract, textOf } from './extractor.ts';

const NAMES = ['title', 'description', 'image', 'site_name', 'url'];

/** The least a link preview can do: Open Graph, else Twitter cards, else plain tags, of the whole page. */
export const tagsAlone: Extract = (page) => {
  const tags = new Map<string, string>();
  let inTitle = false;
  const keep = (name: string, value: string): void => {
    if (!tags.has(name)) tags.set(name, value);
  };
  const parser = new Parser({
    onopentag: (tag, { property, name, content, lang }) => {
      if (tag === 'meta' && content !== undefined) keep((property ?? name ?? '').toLowerCase(), content);
      if (tag === 'html' && lang !== undefined) keep('lang', lang);
      if (tag === 'title') inTitle = true;
    },
    ontext: (text) => {
      if (inTitle) tags.set('title', (tags.get('title') ?? '') + text);
    },
    onclosetag: (tag) => {
      if (tag === 'title') inTitle = false;
    },
  });
  parser.end(textOf(page));
  return Object.fromEntries(
    NAMES.map((name) => [name, tags.get(`og:${name}`) ?? tags.get(`twitter:${name}`) ?? tags.get(name) ?? null]),
  );
};
