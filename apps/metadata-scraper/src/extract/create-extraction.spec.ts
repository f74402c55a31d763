import fc from 'fast-check';

import { createExtraction, type Extracted, type ExtractedField } from './index.ts';

interface From {
  readonly url?: string;
  readonly contentType?: string | null;
  readonly fields?: readonly ExtractedField[];
  readonly chunk?: number;
}

/** Everything that a page tells. */
const extract = (page: string | Uint8Array, from: From = {}): Extracted => {
  const {
    url = 'https://site.example/a/page',
    contentType = 'text/html; charset=utf-8',
    fields,
    chunk = 65_536,
  } = from;
  const extraction = createExtraction({ url, contentType, ...(fields !== undefined && { fields }) });
  const bytes = Buffer.from(page);
  for (let at = 0; at < bytes.length; at += chunk) extraction.write(bytes.subarray(at, at + chunk));
  return extraction.end();
};
const head = (inside: string, from?: From): Extracted => extract(`<head>${inside}</head><body>`, from);
/** Fixed, so that coverage is the same in every run. */
const SEED = 20_260_102;
const jsonLd = (value: unknown): string => `<script type="application/ld+json">${JSON.stringify(value)}</script>`;
const SENTENCE = 'A sentence that is long enough to be the first real paragraph of a page, and then some more of it.';

describe('media', () => {
  it('keeps what is said of an image with it, the most trusted first', () => {
    const { images, image, sources } =
      head(`<meta property="og:image" content=/a.png><meta property="og:image:width" content=1200>
      <meta property="og:image:height" content="630px"><meta property="og:image:alt" content="An A"><meta property="og:image:type" content="image/PNG">
      <meta property="og:image:secure_url" content=/a2.png><meta property="og:image" content=/b.png><meta property="og:image:width" content=wide>
      <meta name="twitter:image" content=/a.png><meta name="twitter:image:src" content=/c.png><link rel=image_src href=/d.png>
      ${jsonLd({ '@type': 'Article', image: [{ url: '/b.png', width: { value: 640 }, height: 480, caption: 'A B', encodingFormat: 'nonsense' }, '/e.png', 5] })}`);
    expect(image).toEqual({
      url: 'https://site.example/a.png',
      width: 1200,
      height: 630,
      alt: 'An A',
      type: 'image/png',
    });
    expect(images.map(({ url }) => url.slice(-5))).toEqual(['a.png', 'b.png', 'e.png', 'd.png']);
    expect(images[1]).toEqual({ url: 'https://site.example/b.png', width: 640, height: 480, alt: 'A B', type: null });
    expect(sources.image).toBe('og:image');
  });

  it('prefers the secure address of an image', () => {
    const { images } = head(`<meta property="og:image" content="http://cdn.example/a.png">
      <meta property="og:image:secure_url" content="https://cdn.example/a.png"><meta property="og:image:width" content=5>`);
    expect(images.map(({ url, width }) => [url, width])).toEqual([['https://cdn.example/a.png', 5]]);
  });

  it('takes the address of an image by any of its names', () => {
    const { images } = head(
      '<meta property="og:image:url" content=/a.png><meta property="og:image:url" content=/b.png><meta property="og:image:width" content=5>',
    );
    expect(images.map(({ url, width }) => [url.slice(-5), width])).toEqual([
      ['a.png', null],
      ['b.png', 5],
    ]);
  });

  it('has nothing to say without an address', () => {
    expect(head('<meta property="og:image:width" content=5><meta property="og:imagery" content=x>').images).toEqual([]);
  });

  it('takes images of the content, but no decoration', () => {
    const { images, sources } =
      extract(`<title>A long heading</title><body><img src=/before.png><h1>A long heading</h1><img src=/sprite.png><img src=/small.png width=20><img src=/a.png width=640 alt=A>
      <img class=avatar src=/face.png><nav><img src=/nav.png></nav><img data-src=/lazy.png src="data:image/gif,x"><img>`);
    expect(images.map(({ url }) => url.slice(21))).toEqual(expect.arrayContaining(['a.png']));
    expect(images[0]).toMatchObject({ alt: 'A', width: 640 });
    expect(sources.image).toBe('img');
    expect(extract('<body><article><img src=/in.png></article>').image?.url).toBe('https://site.example/in.png');
    expect(extract('<body><img src=/in.png>').image).toBeNull();
  });

  it('is at most thirty of a kind', () => {
    const metas = Array.from({ length: 50 }, (_, i) => `<meta property="og:image" content="/${i}.png">`).join('');
    expect(head(`${metas}<meta name="twitter:image" content="/0.png">`).images).toHaveLength(30);
  });

  it('is video and audio, too', () => {
    const page =
      extract(`<head><meta property="og:video" content=/v.mp4>${jsonLd({ '@type': 'AudioObject', contentUrl: '/a.mp3' })}</head>
      <body><video src=/w.mp4 width=640 poster=/p.png></video><audio><source src=/b.ogg type=audio/ogg></audio>`);
    expect(page.videos.map(({ url }) => url.slice(21))).toEqual(['v.mp4', 'w.mp4']);
    expect(page.audios.map(({ url }) => url.slice(21))).toEqual(['a.mp3', 'b.ogg']);
    expect(page.sources).toMatchObject({ video: 'og:video', audio: 'json-ld:AudioObject' });
  });
});

describe('JSON-LD', () => {
  const blocks = (text: string): readonly object[] =>
    head(`<script type="application/ld+json">${text}</script>`).jsonLd;

  it.each([
    ['{"a": 1}', [{ a: 1 }]],
    ['[{"a": 1}]', [[{ a: 1 }]]],
    ['<!-- {"a": 1} -->', [{ a: 1 }]],
    ['//<![CDATA[\n{"a": 1}\n//]]>', [{ a: 1 }]],
    ['/* c */ {"a": 1, /* d */ "b": [1, 2,], }', [{ a: 1, b: [1, 2] }]],
    ['{"a": "two\nlines"}', [{ a: 'two\nlines' }]],
    ['{"a": "b\\c"}', [{ a: 'bc' }]],
    ['{"a": {"b": 1', [{ a: { b: 1 } }]],
    ['{"a": 1} trailing', [{ a: 1 }]],
    ['{&quot;a&quot;: 1}', [{ a: 1 }]],
    ['nonsense', []],
    ['', []],
    ['5', []],
    ['{"a": nonsense}', []],
    ['{"a": 1 // and so', [{ a: 1 }]],
    ['{"a": "\\ud800"}', [{ a: '\ufffd' }]],
  ])('%j is read as %j', (text, expected) => {
    expect(blocks(text)).toEqual(expected);
  });

  it('is left out where it is too deep', () => {
    expect(blocks('['.repeat(100_000) + ']'.repeat(100_000))).toEqual([]);
    expect(blocks(`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`)).toEqual([]);
  });

  it('has harmless prototypes', () => {
    const extracted = head(
      '<script type="application/ld+json">{"__proto__": {"polluted": 1}, "@type": "Article"}</script>',
    );
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(extracted.type).toBe('Article');
  });

  it('keeps of things with one id the one that says most', () => {
    const page = head(
      jsonLd([
        { '@id': '#a', name: 'Ann Lee', x: 1 },
        { '@id': '#a' },
        { '@type': 'Article', author: { '@id': '#a' } },
      ]),
    );
    expect(page.author).toBe('Ann Lee');
  });

  it('is bounded', () => {
    const many = Array.from({ length: 6000 }, (_, i) => ({ '@type': 'Thing', i }));
    expect(head(jsonLd({ '@graph': [...many, { '@type': 'Article', headline: 'too late' }] })).title).toBeNull();
  });
});

describe('block pages', () => {
  it.each([
    ['Just a moment...', 'cloudflare'],
    ['Access Denied', 'access-denied'],
    ['403 Forbidden', 'error'],
    ['Log in • Site', 'login'],
  ])('with the title %s are named', (title, rule) => {
    const page = extract(`<html lang=en><title>${title}</title><meta name=description content=x><p>${SENTENCE}</p>`);
    expect(page).toMatchObject({
      title: null,
      description: null,
      lang: 'en',
      image: null,
      sources: { blocked: rule, lang: 'html' },
    });
  });

  it('are not articles of such a name', () => {
    expect(head('<title>Access denied</title><meta property="og:title" content="Access denied">').title).toBe(
      'Access denied',
    );
    expect(head(`<title>Access denied</title>${jsonLd({ '@type': 'Article' })}`).title).toBe('Access denied');
    expect(head(`<title>${'x'.repeat(200)}</title>`).sources.blocked).toBeUndefined();
  });
});

describe('encodings', () => {
  const latin = Buffer.from('<title>caf\xe9</title>', 'latin1');

  it.each([
    ['by the header', latin, 'text/html; charset=ISO-8859-1', 'windows-1252', 'café'],
    ['by a meta', Buffer.concat([Buffer.from('<meta charset=latin1>'), latin]), 'text/html', 'windows-1252', 'café'],
    [
      'by a late meta',
      Buffer.concat([Buffer.alloc(2000, ' '), Buffer.from('<meta charset=latin1>'), latin]),
      'text/html',
      'windows-1252',
      'café',
    ],
    [
      'by a byte order mark',
      Buffer.from('\ufeff<title>café</title>', 'utf16le'),
      'text/html; charset=latin1',
      'utf-16le',
      'café',
    ],
    [
      'by an XML declaration',
      Buffer.concat([Buffer.from('<?xml version="1.0" encoding="iso-8859-1"?>'), latin]),
      'application/xhtml+xml',
      'windows-1252',
      'café',
    ],
    ['as UTF-8, if it can be nothing else', Buffer.from('<title>café</title>'), 'text/html', 'utf-8', 'café'],
    ['as the standard falls back', latin, 'text/html', 'windows-1252', 'café'],
    ['as Windows does, for ASCII', Buffer.from('<title>cafe</title>'), 'text/html', 'windows-1252', 'cafe'],
    [
      'as Shift_JIS',
      Buffer.from('<title>\x83e\x83X\x83g</title>', 'latin1'),
      'text/html; charset=sjis',
      'shift_jis',
      'テスト',
    ],
    ['not at all, where the standard forbids it', latin, 'text/html; charset=iso-2022-kr', 'replacement', null],
  ])('are found %s', (_, bytes, contentType, charset, title) => {
    const extracted = extract(bytes, { contentType });
    expect([extracted.charset, extracted.title]).toEqual([charset, title]);
  });

  it('are found in a large page that names none', () => {
    const page = Buffer.concat([Buffer.from('<title>café</title>'), Buffer.alloc(70_000, ' ')]);
    expect(extract(page, { contentType: null, chunk: 1000 })).toMatchObject({
      charset: 'utf-8',
      title: 'café',
      contentType: null,
    });
    expect(extract('<title>A</title>', { contentType: 'nonsense' })).toMatchObject({ contentType: null });
  });
});

describe('reading no further than needed', () => {
  const reads = (page: string, fields?: readonly ExtractedField[]): boolean => {
    const extraction = createExtraction({
      url: 'https://site.example/',
      contentType: 'text/html; charset=utf-8',
      ...(fields && { fields }),
    });
    extraction.write(Buffer.from(page + ' '.repeat(2000)));
    return !extraction.isDone();
  };

  it('ends with the document', () => {
    expect(reads('<html><p>a</html>')).toBe(false);
    expect(reads('<html><p>a')).toBe(true);
  });

  it.each([
    ['<head><title>A</title></head>', ['charset', 'icons'], false],
    ['<head><meta property="og:title" content=A></head>', ['title'], false],
    ['<head><meta property="og:title" content=A><p>', ['title'], false],
    ['<head></head>', ['title'], true],
    ['<head><meta property="og:image" content=/a.png></head>', ['image'], false],
    ['<head><link rel=image_src href=/a.png></head>', ['image'], true],
    ['<head></head>', ['image'], true],
    ['<head></head>', ['images'], true],
  ] as const)('of %s for %j', (page, fields, goesOn) => {
    expect(reads(page, fields)).toBe(goesOn);
  });

  it('answers of a head that tells all what it answers of the whole page', () => {
    const page = '<head><meta property="og:title" content=A><meta property="og:image" content=/a.png></head><h1>B</h1>';
    const options = { url: 'https://site.example/', contentType: 'text/html; charset=utf-8' };
    const [few, all] = [{ ...options, fields: ['title', 'image'] as const }, options].map(createExtraction);
    few?.write(Buffer.from(page));
    all?.write(Buffer.from(page));
    const { title, image, sources } = all?.end() ?? {};
    expect(title).toBe('A');
    expect(few?.end()).toMatchObject({ title, image, sources: { title: sources?.title, image: sources?.image } });
  });

  it('takes nothing more once it is done', () => {
    const extraction = createExtraction({ url: 'https://site.example/', contentType: 'text/html; charset=utf-8' });
    extraction.write(Buffer.from(`<html><title>A</title></html>${' '.repeat(2000)}`));
    extraction.write(Buffer.from('<meta property="og:title" content=B>'));
    expect(extraction.end()).toMatchObject({ title: 'A' });
  });
});

describe('pages of any kind', () => {
  const PAGES = [
    `<!doctype html><html lang=en><head><title>A &amp; B</title>${jsonLd({ '@type': 'Article', author: 'Ann Lee' })}
      <meta property="og:image" content="/é.png"></head><body><article><h1>A</h1><p class=byline>By Ann Lee</p><time>1 May 2020</time>
      <p>${SENTENCE}</p><img src=/a.png width=300></article><svg><title>x</title><p>out</svg><template><title>t</title></template>
      <noscript><p>${SENTENCE}</p></noscript><textarea><title>no</title></textarea><table><td>x<td>y</table></body></html>`,
    '<p><b><i>unclosed <a href=x>' + '<div>'.repeat(500),
    '<title>unended',
    '<meta property="og:title" content="A"' + ' x'.repeat(5000) + '>',
    '<math><mi>x</mi><title>m</title></math><h1>A</h1>',
    '<svg/><svg><foreignObject><h1>In</h1></foreignObject></svg>',
  ];

  it('are told alike however they come in chunks', () => {
    const page = fc.constantFrom(...PAGES);
    fc.assert(
      fc.property(page, fc.integer({ min: 1, max: 300 }), (text, chunk) => {
        expect(extract(text, { chunk })).toEqual(extract(text));
      }),
      { numRuns: 100, seed: SEED },
    );
  });

  it('never throw, and give JSON', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2000 }), (bytes) => {
        JSON.stringify(extract(bytes, { contentType: null }));
      }),
      { seed: SEED },
    );
    const tokens = fc.constantFrom(
      '<',
      '>',
      '/',
      '="',
      "'",
      '<p',
      '<script',
      '</script>',
      '<title>',
      '<svg>',
      '&amp',
      '<!--',
      ' itemprop=a',
      '<div itemscope>',
      '{',
      '"',
      '<meta name=a content=b>',
      '\ud800',
    );
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 200 }), (parts) => {
        JSON.stringify(extract(parts.join('')));
      }),
      { seed: SEED },
    );
  });

  it('keep as much as is sane of what their metas say', () => {
    const long = Array.from(
      { length: 50 },
      (_, number) => `<meta property="og:a${number}" content="${'x'.repeat(10_000)}">`,
    );
    const { openGraph } = head(`${long.join('')}<meta property="og:title" content="Short">`);
    expect(Object.keys(openGraph)).toHaveLength(27);
    expect(openGraph).toMatchObject({ 'og:a25': 'x'.repeat(10_000), 'og:title': 'Short' });
  });

  it('may be as large as they like', () => {
    const huge = [
      `<title>${'x'.repeat(1_000_000)}</title>`,
      `<p ${'a=b '.repeat(100_000)}>`,
      '<b>'.repeat(100_000),
      `<${'x'.repeat(100_000)} ${'y'.repeat(100_000)}="${'z'.repeat(100_000)}">`,
      `<p>${SENTENCE}</p>`.repeat(5000),
      '<a rel=tag href=/t>t</a><a rel=author href=/a>Ann Lee</a><time>2020-01-01</time><h2>h</h2><p>By Ann Lee</p><p>1 May 2020</p>'.repeat(
        2000,
      ),
      '<div itemscope itemprop=a itemtype=b><b itemprop=c>d</b></div>'.repeat(3000),
      Array.from({ length: 3000 }, (_, i) => `<i class="c${i} id${i}" id=i${i}></i>`).join(''),
      '<img src=/a.png><video src=/v></video><meta name=a content=b><link rel=icon href=/i>'.repeat(3000),
      `<textarea>${'x'.repeat(2_000_000)}</textarea>`,
    ];
    for (const page of huge) expect(extract(page).jsonLd).toEqual([]);
  });
});

describe('what hostile pages cost', () => {
  const repeated = (count: number, part: (index: number) => string): string =>
    Array.from({ length: count }, (_, index) => part(index)).join('');
  const LONG = 'a | b - '.repeat(2000);

  // each of them once took from a tenth of a second to five seconds
  it.each([
    [
      'names that a page may show',
      `<meta name=generator content=WordPress>${repeated(500, (i) => `<meta name=author content="A Lee${i}, B Ray${i}">`)}${repeated(500, (i) => `<p class=byline>By C Poe${i}</p><p>${SENTENCE}</p>`)}`,
    ],
    ['titles', repeated(600, () => `<meta property="og:title" content="${LONG}">`)],
    [
      'names of the site',
      `${repeated(600, () => `<meta property="og:site_name" content="${LONG}">`)}<title>a | b</title>`,
    ],
    [
      'lists of names and images',
      jsonLd({ '@type': 'Article', author: Array(20_000).fill('Ann Lee'), image: Array(20_000).fill('/a.png') }),
    ],
    [
      'things that say they are the page',
      jsonLd(Array.from({ length: 4000 }, (_, i) => ({ '@type': 'WebPage', '@id': i }))),
    ],
    ['blocks to mend', repeated(59, () => `<script type="application/ld+json">${'{"a":'.repeat(3000)}</script>`)],
    ['elements that want every line', `${'<span class=byline>'.repeat(500)}${'x<br>'.repeat(10_000)}`],
    ['offers of offers', jsonLd({ '@id': '#a', '@type': 'Product', offers: Array(30).fill({ '@id': '#a' }) })],
  ])('is bounded for %s', (_, page) => {
    const before = process.cpuUsage();
    JSON.stringify(extract(page));
    const { user } = process.cpuUsage(before);
    expect(user).toBeLessThan(2_000_000);
  });
});
