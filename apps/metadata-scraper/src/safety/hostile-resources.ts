/** What is no page, and was written to hurt whoever reads it. */
export interface HostileResource {
  readonly name: string;
  readonly contentType: string;
  readonly body: string;
}

/** As long as anything that is parsed at once. */
const LENGTH = 262_144;

const RSS = 'application/rss+xml';
const JSON_TYPE = 'application/ld+json';
const SVG = 'image/svg+xml';
const MARKDOWN = 'text/markdown';

/** A start, one thing again and again, and an end. */
const filled = (start: string, again: string, end = ''): string =>
  start + again.repeat(Math.floor((LENGTH - start.length - end.length) / again.length)) + end;

const nested = (start: string, open: string, close: string): string => {
  const depth = Math.floor((LENGTH - start.length - 1) / (open.length + close.length));
  return `${start}${open.repeat(depth)}${close.repeat(depth)}}`;
};

const LINKED = '{"@context":"https://schema.org","@type":"Article","a":';
const LINK = '{"type":"link","title":"x","a":';

/** Feeds, JSON, images and texts; as oEmbed answers and manifests they are no better. */
export const HOSTILE_RESOURCES: readonly HostileResource[] = [
  { name: 'a feed of elements in elements', contentType: RSS, body: filled('<rss>', '<a>') },
  { name: 'a feed of elements with attributes', contentType: RSS, body: filled('<feed>', '<a b="c">') },
  { name: 'a feed of end tags', contentType: RSS, body: filled('<rss>', '</a>') },
  { name: 'a feed of empty elements', contentType: RSS, body: filled('<rss><channel>', '<a></a>') },
  { name: 'a feed of comments', contentType: RSS, body: filled('<rss>', '<!---->') },
  { name: 'a feed with one title', contentType: RSS, body: filled('<rss><channel><title>', '&lt;p ', '</title>') },
  { name: 'a feed with one link', contentType: RSS, body: filled('<feed><link href="', 'a', '"/>') },
  { name: 'a feed with dates', contentType: RSS, body: filled('<rss><channel><pubDate>', '1 may at um ') },
  {
    name: 'a feed of entities of entities',
    contentType: RSS,
    body: '<!DOCTYPE x [<!ENTITY a "aaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><rss><channel><title>&b;</title>',
  },
  { name: 'an oEmbed answer of elements in elements', contentType: RSS, body: filled('<oembed>', '<a>') },
  { name: 'linked data of lists in lists', contentType: JSON_TYPE, body: nested(LINKED, '[', ']') },
  { name: 'linked data of things in things', contentType: JSON_TYPE, body: nested(LINKED, '{"a":[', ']}') },
  { name: 'an oEmbed answer of lists in lists', contentType: JSON_TYPE, body: nested(LINK, '[', ']') },
  { name: 'linked data of empty things', contentType: JSON_TYPE, body: filled(`${LINKED}[`, '{},', '{}]}') },
  { name: 'linked data of empty lists', contentType: JSON_TYPE, body: filled(`${LINKED}[`, '[],', '[]]}') },
  { name: 'linked data of halves', contentType: JSON_TYPE, body: filled(`${LINKED}[`, String.raw`"\ud800",`, '""]}') },
  { name: 'linked data that looks like markup', contentType: JSON_TYPE, body: filled(`${LINKED}"`, '<', '"}') },
  {
    name: 'a feed of authors',
    contentType: JSON_TYPE,
    body: filled('{"version":"https://jsonfeed.org/version/1","authors":[', '{},', '{}]}'),
  },
  { name: 'a manifest of icons', contentType: JSON_TYPE, body: filled('{"icons":[', '{"src":"/a"},', '{}]}') },
  {
    name: 'a manifest with an icon of all sizes',
    contentType: JSON_TYPE,
    body: filled('{"icons":[{"src":"/a","sizes":"', '1x1 ', '"}]}'),
  },
  { name: 'JSON that only begins', contentType: JSON_TYPE, body: filled('', '{"a":[') },
  { name: 'an image of spaces', contentType: SVG, body: filled('<svg', ' ') },
  { name: 'an image of attributes', contentType: SVG, body: filled('<svg ', 'viewBox=" width="') },
  { name: 'an image of images', contentType: SVG, body: filled('', '<svg ') },
  { name: 'a text of headings', contentType: MARKDOWN, body: filled('# a', ' #', 'x') },
];
