/** Long values that a pattern starts to match, and then does not. */
const UNITS: Readonly<Record<string, string>> = {
  'spaces after a digit': ' ',
  digits: '1',
  letters: 'a',
  words: 'Ab ',
  dashes: '-',
  separators: ' - ',
  commas: ',',
  'character references': '&amp',
  tags: '<p ',
  'words before a time': 'at um ',
  'words before a name': 'by von text ',
  decimals: '1.',
  dates: '2020-1-1 ',
  months: '1 may ',
  'parts of a path': '/author',
  'line breaks': '\n',
  'invisible characters': '\u00ad',
  underscores: '-_',
  'type names': 'Article',
};

/** A value of so many characters, and more than any of its kind should have. */
export const hostileValues = (length: number): readonly (readonly [name: string, value: string])[] =>
  Object.entries(UNITS).map(([name, unit]) => {
    const start = name === 'spaces after a digit' ? '1' : 'A';
    return [name, `${start}${unit.repeat(length / unit.length)}x`];
  });

const PROPERTIES =
  '@type @id headline name description author creator publisher datePublished dateModified image thumbnailUrl logo url keywords inLanguage ' +
  'video audio price offers mainEntityOfPage alternateName articleSection width height caption encodingFormat availability priceCurrency';

const METAS =
  'og:title og:type og:image og:image:width og:image:type og:image:alt og:site_name og:locale og:video og:audio description author keywords ' +
  'article:author article:published_time article:modified_time article:tag theme-color application-name date dc.date dc.creator language ' +
  'twitter:title twitter:image twitter:creator twitter:app:name:iphone al:ios:url product:price:amount product:price:currency';

const ELEMENTS: readonly (readonly [start: string, end: string])[] = [
  ['<h1>', '</h1>'],
  ['<time>', '</time>'],
  ['<p>', '</p>'],
  ['<p>By ', '</p>'],
  ['<p>1 May 2020 ', '</p>'],
  ['<p class=byline>', '</p>'],
  ['<a rel=author href=/x>', '</a>'],
  ['<a rel=tag>', '</a>'],
  ['<div itemscope itemtype=https://schema.org/Article><b itemprop=author>', '</b></div>'],
  ['<div itemscope itemtype=https://schema.org/Article><b itemprop=datePublished>', '</b></div>'],
  ['<div class=h-entry><b class=p-author>', '</b></div>'],
];

const TAGS: readonly string[] = [
  '<html lang="V">',
  '<base href="V">',
  '<link rel=icon href=/a sizes="V" type="V">',
  '<link rel=alternate type=application/rss+xml title="V" href="V">',
  '<link rel=alternate hreflang="V" href=/a>',
  '<link rel="V" href=/a>',
  '<meta http-equiv=refresh content="0;url=V">',
  '<meta http-equiv=refresh content="V">',
  '<meta http-equiv=content-language content="V">',
  '<meta name="V" content=x>',
  '<i class="V" id="V" role="V"></i>',
  '<div itemscope itemtype="V" itemprop="V"></div>',
  '<script type="V"></script>',
  '<article><img src=/a.png width="V" height="V" alt="V"></article>',
  '<article><img src="V"></article>',
  '<time datetime="V"></time>',
];

const REPEATED = 20;
/** Longer texts are cut, or are none of their kind. */
const TEXT_LENGTHS = [95, 199, 290, 1990];

const escaped = (value: string): string =>
  value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function jsonLd(property: string, value: string): string {
  const inner = { '@type': 'ImageObject', url: '/a', [property]: value };
  const thing = {
    '@type': 'NewsArticle',
    image: inner,
    author: inner,
    publisher: inner,
    offers: inner,
    [property]: value,
  };
  return `<script type="application/ld+json">${JSON.stringify(thing).replaceAll('</', String.raw`<\/`)}</script>`;
}

/** Pages with a value in every property of JSON-LD that is read; a block of it may be a megabyte long. */
export function* pagesWithJsonLd(value: string): Generator<readonly [place: string, page: string]> {
  for (const property of PROPERTIES.split(' ')) yield [`JSON-LD ${property}`, jsonLd(property, value)];
}

/** Pages that have a value everywhere else that one is read, each with what it is named for in a failing test. */
export function* pagesWith(value: string): Generator<readonly [place: string, page: string]> {
  const attribute = escaped(value.slice(0, 16_000));
  for (const name of METAS.split(' ')) {
    const meta = `<meta property="og:image" content=/a.png><meta property="${name}" content="${attribute}">`;
    yield [`meta ${name}`, meta.repeat(3)];
  }
  for (const tag of TAGS) yield [tag, `<title>A heading</title>${tag.replaceAll('V', () => attribute).repeat(3)}`];
  for (const [start, end] of ELEMENTS) {
    for (const length of TEXT_LENGTHS) {
      yield [
        `${start} ${length}`,
        `<h1>A heading</h1>${(start + escaped(value.slice(0, length)) + end).repeat(REPEATED)}`,
      ];
    }
  }
}
