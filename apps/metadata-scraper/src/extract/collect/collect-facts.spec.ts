import fc from 'fast-check';
import { JSDOM, VirtualConsole } from 'jsdom';

import { collectFacts } from './collect-facts.ts';
import type { Facts } from './facts.ts';

const collect = (html: string): Readonly<Facts> => {
  const collector = collectFacts(() => false);
  collector.write(html);
  collector.end();
  return collector.facts;
};

interface Comparable {
  readonly title: string | null;
  readonly lang: string | null;
  readonly base: string | null;
  readonly metas: readonly (readonly [name: string, content: string])[];
  readonly links: readonly (readonly [rel: string, href: string])[];
  readonly jsonLd: readonly string[];
}

const fromFacts = (html: string): Comparable => {
  const { title, lang, base, metas, links, jsonLd } = collect(html);
  return {
    title,
    lang,
    base,
    metas: metas.map(({ name, content }) => [name, content]),
    links: links.map(({ rel, href }) => [rel.join(' '), href]),
    jsonLd,
  };
};

/** The same facts by way of a DOM. With scripts on, <noscript> has text for content, as in browsers. */
const fromDom = (html: string): Comparable => {
  const { document } = new JSDOM(html, { runScripts: 'dangerously', virtualConsole: new VirtualConsole() }).window;
  const all = (selector: string): Element[] =>
    [...document.querySelectorAll(selector)].filter(
      ({ namespaceURI }) => namespaceURI === 'http://www.w3.org/1999/xhtml',
    );
  const pairs = (selector: string, key: string, value: string) =>
    all(selector).map((element) => [element.getAttribute(key) ?? '', element.getAttribute(value) ?? ''] as const);
  return {
    title: all('title')[0]?.textContent ?? null,
    lang: document.documentElement.getAttribute('lang'),
    base: all('base[href]')[0]?.getAttribute('href') ?? null,
    metas: pairs('meta[name][content]', 'name', 'content'),
    links: pairs('link[rel][href]', 'rel', 'href'),
    jsonLd: all('script[type="application/ld+json"]').map(({ textContent }) => textContent),
  };
};

const SNIPPETS = [
  '<p>a<svg><path></p><h1>B</h1><meta name=a content=b>',
  '',
  '<title>A</title>',
  '<html lang=en><head><title>A &amp; B &eacute; &#x1F600;</title>',
  '<title>A</title><title>B</title>',
  '<title>A <b>not bold</b> <!-- no comment --></title>',
  '<title>A</title',
  '<TITLE>A</TITLE><META NAME=a CONTENT=b>',
  '<body><title>in the body</title>',
  '<svg><title>of the drawing</title></svg><title>of the page</title>',
  '<svg><style><meta name=a content=b></style></svg>',
  '<svg><p><title>out of the drawing</title>',
  '<math><title>x</title></math><title>A</title>',
  '<template><title>A</title><meta name=a content=b></template><title>B</title>',
  '<noscript><title>A</title><meta name=a content=b></noscript><title>B</title>',
  '<textarea><title>A</title></textarea><title>B</title>',
  '<iframe><title>A</title></iframe><xmp><title>B</title></xmp><title>C</title>',
  '<style><title>A</title></style><script type=text/plain><title>B</title></script>',
  '<!-- <title>A</title> --><title>B</title>',
  '<![CDATA[<title>A</title>]]><?php <title> ?><title>B</title>',
  '<meta name=a content=b><meta name="c" content=\'d "e"\'><meta name=f content=>',
  '<meta name=a name=b content=c content=d>',
  '<meta name=a content="b &lt; c &copy &notit; &amp">',
  '<meta name=a content="b\nc"/><meta content=d name=e><meta name=g>',
  '<meta / name=a / content=b / >',
  '<link rel=canonical href=/a><link rel="icon" href="/b?c=d&amp;e=f&copy=g">',
  '<p><link rel=canonical href=/a></p><div><meta name=a content=b>',
  '<base href=/a><base href=/b>',
  '<html><html lang=de><body>',
  '<script type="application/ld+json">{"a": "<b> &amp; </b>"}</script>',
  '<script type="application/ld+json">{"a": "</title>"}</script ><title>A</title>',
  '<table><tr><td><meta name=a content=b></table><title>A</title>',
  '</title></head></body><title>A</title>',
];

/** What pages are made of, pieced together at random. Left out is what the collector does not follow by design: frames, and scripts that
 * write tags into comments. */
const PIECES = [
  ...[
    '<title>A &lt;',
    '</title>',
    '<p>',
    '</p>',
    '<div class=a>',
    '</div>',
    '<b>',
    '</b>',
    '<a href=x>',
    '</a>',
    'text ',
  ],
  ...[
    '<meta name=a content="1 &amp; 2">',
    '<meta name=b content=c>',
    '<link rel=canonical href=/x>',
    '<link rel=icon href=y>',
  ],
  ...[
    '<head>',
    '</head>',
    '<body>',
    '</body>',
    '<ul><li>',
    '</ul>',
    '<br>',
    '<h1>',
    '</h1>',
    '<img src=z>',
    '<!-- c -->',
  ],
  ...[
    '<script type=text/plain>x</script>',
    '<style>y</style>',
    '<svg>',
    '</svg>',
    '<path/>',
    '<noscript>',
    '</noscript>',
    '<script type="application/ld+json">{}</script>',
  ],
];

describe('the facts of a page', () => {
  it.each(SNIPPETS)('are those that a browser sees in %s', (html) => {
    expect(fromFacts(html)).toEqual(fromDom(html));
  });

  it('are those that a browser sees in whatever is pieced together', () => {
    const page = fc.array(fc.constantFrom(...PIECES), { maxLength: 12 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(page, (html) => {
        expect(fromFacts(html)).toEqual(fromDom(html));
      }),
      // the seed is fixed: a rare difference found in somebody else's change would not be theirs
      { numRuns: 150, seed: 20_260_102 },
    );
  });
});
