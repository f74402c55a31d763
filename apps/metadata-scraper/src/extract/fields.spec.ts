import { extract, head, HEADED, jsonLd, SENTENCE } from '../../fixtures/extract-page.ts';

describe('titles', () => {
  it.each([
    ['<meta property="og:title" content="A"><title>B</title>', 'A', 'og:title'],
    ['<meta name="twitter:title" content="A"><title>B</title>', 'A', 'twitter:title'],
    ['<title> A &amp;\n B </title>', 'A & B', 'title'],
    ['<title>A</title><title>B</title>', 'A', 'title'],
    ['<title>Site</title><meta property="og:site_name" content="Site">', 'Site', 'title'],
    [jsonLd({ '@type': 'Article', headline: 'A' }), 'A', 'json-ld:headline'],
    [jsonLd({ '@type': 'Product', name: 'A' }), 'A', 'json-ld:name'],
    [
      '<body><div itemscope itemtype="http://schema.org/Article"><b itemprop=headline>A</b></div>',
      'A',
      'microdata:headline',
    ],
    ['<body><div class="h-entry"><b class="p-name">A</b></div>', 'A', 'microformats:name'],
    ['<body><nav><h1>Menu</h1></nav><h1>A</h1>', 'A', 'h1'],
    ['<body><svg><title>Icon</title></svg><h1>A</h1>', 'A', 'h1'],
  ])('of %s', (page, title, source) => {
    const extracted = extract(page);
    expect([extracted.title, extracted.sources.title]).toEqual([title, source]);
  });

  it('are cut where the site’s name is known', () => {
    expect(head('<title>A title | The Site</title><meta property="og:site_name" content="The Site">').title).toBe(
      'A title',
    );
    expect(extract('<title>A good title - Elsewhere</title><h1>A good title</h1>').title).toBe('A good title');
  });

  it('are none where there is none', () => {
    expect(extract('<p>').title).toBeNull();
    expect(head('<title> </title>').title).toBeNull();
  });

  it('may be the site’s name at its root', () => {
    expect(head('<title>Site</title>', { url: 'https://site.example/' }).title).toBe('Site');
  });
});

describe('descriptions', () => {
  it.each([
    ['<meta name=description content="A &lt;b&gt;bold&lt;/b&gt; one">', 'A bold one', 'description'],
    ['<meta property="og:description" content="A"><meta name=description content="B">', 'A', 'og:description'],
    [`<meta name=description content="${SENTENCE}"><body><p>${SENTENCE}<br>And</p>`, SENTENCE, 'description'],
    [`<body><h1>T</h1><p>${SENTENCE}</p>`, SENTENCE, 'first-paragraph'],
    [`<meta name=description content="${'<br> '.repeat(20)}"><body><p>${SENTENCE}</p>`, SENTENCE, 'first-paragraph'],
    [`<body><p>${SENTENCE}</p>`, SENTENCE, 'first-paragraph'],
    [
      `<title>A long heading</title><body><p>${SENTENCE} Before.</p><h1>A long heading</h1><p>Too short</p><div>${SENTENCE}</div>`,
      SENTENCE,
      'first-paragraph',
    ],
    [`<body><div>By Ann Lee</div><figure><p>${SENTENCE} x</p></figure><p>${SENTENCE}</p>`, SENTENCE, 'first-paragraph'],
    [`<body><p><a href=/x>${SENTENCE}</a></p><p>${SENTENCE}<br>And</p>`, `${SENTENCE} And`, 'first-paragraph'],
  ])('of %s', (page, description, source) => {
    const extracted = extract(page);
    expect([extracted.description, extracted.sources.description]).toEqual([description, source]);
  });

  it('are none where the page only names its site', () => {
    expect(
      head('<meta name=description content="Site"><meta property="og:site_name" content="Site">').description,
    ).toBeNull();
  });
});

describe('authors', () => {
  it.each([
    [jsonLd({ '@type': 'Article', author: 'Ann Lee' }), 'Ann Lee', 'json-ld:author'],
    [
      jsonLd({ '@type': 'Article', author: [{ name: 'Ann Lee' }, { '@id': '#bob' }] }) +
        jsonLd({ '@id': '#bob', name: 'Bob Ray' }),
      'Ann Lee, Bob Ray',
      'json-ld:author',
    ],
    [
      jsonLd({
        '@graph': [
          { '@type': 'NewsArticle', author: { '@id': '#a' } },
          { '@id': '#a', '@type': 'Person', name: 'Ann &amp; Lee' },
        ],
      }),
      'Ann, Lee',
      'json-ld:author',
    ],
    ['<meta name=author content="By Ann Lee">', 'Ann Lee', 'author'],
    [
      '<meta name="twitter:label1" content="Written by"><meta name="twitter:data1" content="Ann Lee">',
      'Ann Lee',
      'twitter:data',
    ],
    ['<body><span itemprop=author>Ann Lee</span>', 'Ann Lee', 'microdata:author'],
    [
      '<body vocab="https://schema.org/"><div typeof=Article><span property=author>Ann Lee</span></div>',
      'Ann Lee',
      'rdfa:author',
    ],
    [
      '<body><div class=hentry><span class="author vcard"><a class=fn href=/x>Ann Lee</a></span></div>',
      'Ann Lee',
      'microformats:author',
    ],
    [
      '<body><h1>T</h1><a rel=author href=/ann>Ann Lee</a> <a rel=author href=/bob>Bob Ray</a>',
      'Ann Lee, Bob Ray',
      'rel-author',
    ],
    ['<body><h1>T</h1><a href="/authors/ann">Ann Lee</a>', 'Ann Lee', 'rel-author'],
    ['<body><h1>T</h1><p class=byline>By Ann Lee</p>', 'Ann Lee', 'byline'],
    ['<body><h1>T</h1><div><b>By</b> Ann Lee</div>', 'Ann Lee', 'by-text'],
    ['<body><h1>T</h1><p>Written by Ann</p>', 'Ann', 'by-text'],
    [jsonLd({ '@type': 'Article', creator: 'Ann Lee' }), 'Ann Lee', 'json-ld:creator'],
  ])('of %s', (page, author, source) => {
    const extracted = extract(page);
    expect([extracted.author, extracted.sources.author]).toEqual([author, source]);
  });

  it.each([
    '<meta name=author content=admin>',
    '<meta name=author content="https://site.example/ann">',
    '<meta name=author content="The Site"><meta property="og:site_name" content="The Site">',
    '<meta name=author content=ann_99>',
    '<body><h1>T</h1><div class=comment-author>By Ann Lee</div>',
    '<body><h1>T</h1><p>By the time it was over, nobody was left</p>',
    '<body><a rel=author href=/x></a><p class=byline> </p>',
    '<body><h1>T</h1><a href=/x>Text Without Notes</a>',
    '<body><h1>T</h1><figure><b>By Ann Lee</b></figure>',
    '<body><h1>T</h1><div class=testimonial><p class=author>Ann Lee</p></div>',
    '<meta name=author content=DPA>',
    '<meta name="twitter:label1" content="Reading time"><meta name="twitter:data1" content="5 minutes">',
    '<meta name="twitter:label1" content="Written by">',
  ])('are none in %s', (page) => {
    expect(extract(page).author).toBeNull();
  });

  it('may be called as an account that the page shows', () => {
    expect(extract('<meta name=author content=ann_99><body><h1>T</h1><p class=byline>ann_99</p>').author).toBe(
      'ann_99',
    );
  });

  it.each([
    ['that nobody signed with', '<meta name=author content="Newsdesk"><body><h1>T</h1><p>Text</p>', null],
    [
      'that is shown',
      '<meta name=author content="Newsdesk"><body><h1>T</h1><p class=byline>By the Newsdesk</p>',
      'Newsdesk',
    ],
    [
      'with the name of its site',
      '<meta name=author content="Redaktion The Site"><meta property="og:site_name" content="The Site">' +
        '<body><h1>T</h1><p class=author>Redaktion The Site</p>',
      'Redaktion The Site',
    ],
    ['that is an agency', '<meta name=author content=DPA><body><h1>T</h1><p class=byline>DPA</p>', 'DPA'],
  ])('may be an office %s', (_, page, author) => {
    expect(extract(page).author).toBe(author);
  });

  it.each([
    ['Ann Lee/AFP', 'Ann Lee'],
    ['Ann Lee at 18:52', 'Ann Lee'],
    ['kj', null],
    ['Photo: Ann Lee', null],
  ])('are read from %s', (content, author) => {
    expect(extract(`<meta name=author content="${content}">`).author).toBe(author);
  });

  it('are none where it is the site, as the page’s own address has it', () => {
    const page = '<link rel=canonical href="https://great-paper.example/a"><meta name=author content="Great Paper">';
    expect(extract(page).author).toBeNull();
    expect(extract('<meta property="og:url" content="http://["><meta name=author content="Great Paper">').author).toBe(
      'Great Paper',
    );
  });

  it('on WordPress count where the page shows them', () => {
    const declared = `<meta name=generator content="WordPress 6.1">${jsonLd({ '@type': 'Article', author: 'Ann Lee' })}`;
    expect(extract(`${declared}<body><h1>T</h1><p>Text</p>`).author).toBeNull();
    expect(extract(`${declared}<body><h1>T</h1><p>- Ann Lee</p>`).author).toBe('Ann Lee');
    expect(extract(`${declared}<body><nav><b>Ann Lee</b></nav>`).author).toBeNull();
    const files = '<link rel=icon href="/wp-content/i.png"><meta name=author content="Ann Lee">';
    expect(extract(files).author).toBeNull();
    expect(extract(`<meta property="og:image" content="/wp-content/i.png">${declared}`).author).toBeNull();
    const described = `<meta name=description content="${SENTENCE}">`;
    expect(extract(`${described}${declared}<body><p>A text that Ann Lee wrote, of some length.</p>`).author).toBe(
      'Ann Lee',
    );
  });

  it('on pages that name a file of WordPress in their body alone are as elsewhere', () => {
    const page = '<meta name=author content="Ann Lee"><body><link rel=icon href="/wp-content/i.png"><p>Text</p>';
    expect(extract(page).author).toBe('Ann Lee');
  });

  it('are passed over where a line names only the site', () => {
    const page = '<meta property="og:site_name" content="The Site">';
    expect(extract(`${page}${HEADED}<p class=byline>By The Site</p><p>Written by Ann Lee</p>`).author).toBe('Ann Lee');
  });

  it('may stand in any box that is right at the heading', () => {
    expect(extract(`${HEADED}<div class=share><p class=byline>By Ann Lee</p></div>`).author).toBe('Ann Lee');
    const far = '<b></b>'.repeat(30);
    expect(extract(`${HEADED}${far}<div class=share><p class=byline>By Ann Lee</p></div>`).author).toBeNull();
    expect(extract('<body><div class=share><p class=byline>By Ann Lee</p></div>').author).toBeNull();
  });

  it('are those of the article, not of a video in it', () => {
    const video = { '@type': 'VideoObject', name: 'A video', author: 'Bob Ray' };
    expect(head(jsonLd(video) + jsonLd({ '@type': 'NewsArticle', author: 'Ann Lee' })).author).toBe('Ann Lee');
    expect(head(jsonLd(video)).author).toBe('Bob Ray');
  });

  it('stand nearest to the heading', () => {
    const far = '<b></b>'.repeat(30);
    const page = `<title>A long heading</title><body><p>By Far Away</p>${far}<h1>A long heading</h1><p>By Ann Lee</p>${far}<p>By Farther Away</p>`;
    expect(extract(page).author).toBe('Ann Lee');
    const links = `${HEADED}<a rel=author href=/a>Ann Lee</a>${far}<a rel=author href=/b>Bob Ray</a>`;
    expect(extract(links).author).toBe('Ann Lee');
  });
});

describe('what else a page tells', () => {
  it('is its language, site, type, canonical address, colour', () => {
    const page = `<html lang=en_GB><head><meta property="og:site_name" content="S"><meta property="og:type" content=article>
      <link rel=canonical href=/c><meta name="theme-color" content="#fff">`;
    expect(extract(page)).toMatchObject({
      lang: 'en-GB',
      siteName: 'S',
      type: 'article',
      canonicalUrl: 'https://site.example/c',
      themeColor: '#fff',
      headComplete: false,
    });
  });

  it('takes the language from headers in the page, and the type and site from structured data', () => {
    const block = { '@type': 'http://schema.org/NewsArticle', publisher: { name: 'P', logo: { url: '/logo.png' } } };
    expect(head(`<meta http-equiv=content-language content=fr>${jsonLd(block)}`)).toMatchObject({
      lang: 'fr',
      type: 'NewsArticle',
      siteName: 'P',
      logo: 'https://site.example/logo.png',
    });
    expect(head(jsonLd({ '@type': 'Organization', logo: 'https://cdn.example/l.png' })).logo).toBe(
      'https://cdn.example/l.png',
    );
    expect(head(jsonLd([{ '@type': 'WebSite', name: 'W' }])).siteName).toBe('W');
  });

  it('resolves against its base', () => {
    expect(head('<base href="//cdn.example/x/"><base href=/no><link rel=canonical href=y>').canonicalUrl).toBe(
      'https://cdn.example/x/y',
    );
    expect(head('<base href="data:,x"><link rel=canonical href=y>').canonicalUrl).toBe('https://site.example/a/y');
  });

  it('never leads elsewhere than to the web', () => {
    const page =
      head(`<link rel=canonical href="javascript:alert(1)"><meta property="og:image" content="data:image/png,x">
      <link rel=icon href="data:,">${jsonLd({ '@type': 'Article', image: 'javascript:x', publisher: { logo: 'ftp://x' } })}`);
    expect(page).toMatchObject({ canonicalUrl: null, image: null, icon: null, logo: null });
  });

  it('is its keywords, from every place', () => {
    const page = `<head><meta name=keywords content="one, two">${jsonLd({ '@type': 'Article', keywords: ['Two', 'three'] })}</head>
      <body><a rel=tag href=/t>four</a><nav><a rel=tag href=/m>menu</a></nav>`;
    const extracted = extract(page);
    expect(extracted.keywords).toEqual(['one', 'two', 'three', 'four']);
    expect(extracted.sources.keywords).toBe('keywords');
    const { keywords, sources } = extract(
      '<body><a href="/tag/five">five</a><a href="/tags/">all</a><a href=/x>other</a>',
    );
    expect([keywords, sources.keywords]).toEqual([['five'], 'tag-links']);
  });

  it('is its icons, the best first', () => {
    const { icon, icons } =
      head(`<link rel="mask-icon" href=/m.svg><link rel="apple-touch-icon" href=/a.png sizes=180x180>
      <link rel="shortcut icon" href=/s.ico><link rel=icon href=/16.png sizes=16x16 type=image/png>
      <link rel=icon href=/big.png sizes="32x32 48x48"><link rel=icon href=/any.svg sizes=any><link rel=icon href=/s.ico>`);
    expect(icons.map(({ url }) => url.slice('https://site.example'.length))).toEqual([
      '/any.svg',
      '/big.png',
      '/16.png',
      '/s.ico',
      '/a.png',
      '/m.svg',
    ]);
    expect(icon).toEqual({ url: 'https://site.example/any.svg', sizes: 'any', type: null });
  });

  it('is its feeds, and where its oEmbed answer is', () => {
    const { feeds, oembedLinks } = head(`<link rel=alternate type="application/rss+xml" href=/f title=" F ">
      <link rel=alternate type="application/atom+xml" href=/g><link rel=alternate type=text/html href=/h>
      <link rel=alternate type="application/json+oembed" href=/o>`);
    expect(feeds).toEqual([
      { url: 'https://site.example/f', title: 'F', type: 'application/rss+xml' },
      { url: 'https://site.example/g', title: null, type: 'application/atom+xml' },
    ]);
    expect(oembedLinks).toEqual([{ url: 'https://site.example/o', type: 'application/json+oembed' }]);
  });

  it.each([
    ['5; url=/next', { url: 'https://site.example/next', seconds: 5 }],
    [`0;URL="/q"`, { url: 'https://site.example/q', seconds: 0 }],
    [`0;url='/s'`, { url: 'https://site.example/s', seconds: 0 }],
    ['30', null],
  ])('is where it refreshes to: %s', (content, refresh) => {
    const escaped = content.replaceAll('"', '&quot;');
    expect(head(`<meta http-equiv=refresh content="${escaped}">`).metaRefresh).toEqual(refresh);
  });

  it('is its properties as they stand', () => {
    const { openGraph, twitter } =
      head(`<meta property="og:a" content=" 1  2 "><meta property="og:b" content=x><meta property="og:b" content=y>
      <meta property="__proto__" content=z><meta property="og:__proto__" content=z><meta name="twitter:card" content=summary>`);
    expect(openGraph).toEqual({ 'og:a': '1 2', 'og:b': ['x', 'y'], 'og:__proto__': 'z' });
    expect(twitter).toEqual({ 'twitter:card': 'summary' });
  });
});
