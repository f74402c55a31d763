import { extract, jsonLd, SENTENCE } from '../../fixtures/extract-page.ts';

describe('the page elsewhere', () => {
  it('is in other languages, each once', () => {
    const page = `<link rel=alternate hreflang=de href=/de><link rel=alternate hreflang=EN_gb href="https://uk.example/">
      <link rel=alternate hreflang=x-default href=/><link rel=alternate hreflang=de href=/de><link rel=alternate hreflang="" href=/no>
      <link rel=alternate hreflang=fr href="javascript:x"><link rel=alternate type="application/rss+xml" href=/feed>`;
    expect(extract(page).alternates).toEqual([
      { lang: 'de', url: 'https://site.example/de' },
      { lang: 'en-GB', url: 'https://uk.example/' },
      { lang: 'x-default', url: 'https://site.example/' },
    ]);
  });

  it('is in a hundred languages at most', () => {
    const links = Array.from({ length: 200 }, (_, i) => `<link rel=alternate hreflang=de href=/${i}>`).join('');
    expect(extract(links).alternates).toHaveLength(100);
  });

  it('is AMP, and an app with a manifest', () => {
    const { amp, manifest, sources } = extract('<link rel=amphtml href=/amp><link rel=manifest href=app.webmanifest>');
    expect([amp, sources.amp]).toEqual(['https://site.example/amp', 'amphtml']);
    expect([manifest, sources.manifest]).toEqual(['https://site.example/a/app.webmanifest', 'manifest']);
    expect(extract('<link rel=manifest href="data:,{}">')).toMatchObject({ amp: null, manifest: null });
  });

  it('is in apps, as App Links, Twitter and the banners of browsers have it', () => {
    const page = `<meta property="al:ios:url" content="app://page"><meta property="al:ios:app_store_id" content="123">
      <meta property="al:ios:app_name" content=" The  App "><meta property="al:ios:app_name" content="Other">
      <meta property="al:android:package" content="org.app"><meta property="al:web:url" content="/web">
      <meta property="al:web:should_fallback" content="true"><meta name="twitter:app:name:iphone" content="App">
      <meta name="twitter:app:id:googleplay" content="org.other"><meta name="twitter:app:url:googleplay" content="https://app.example/p">
      <meta name="apple-itunes-app" content="app-id=456, app-argument=x"><meta name="google-play-app" content="none">`;
    expect(extract(page).appLinks).toEqual([
      { platform: 'ios', url: null, appId: '123', appName: 'The App' },
      { platform: 'android', url: 'https://app.example/p', appId: 'org.app', appName: null },
      { platform: 'web', url: 'https://site.example/web', appId: null, appName: null },
      { platform: 'iphone', url: null, appId: null, appName: 'App' },
    ]);
  });

  it('is in no app where a property names no platform, or is none of an app', () => {
    const page = `<meta property="al:url" content="app://page"><meta property="al:ios:url:x" content="app://page">
      <meta name="twitter:app:country" content="US"><meta name="twitter:app:id:watch" content="123">`;
    expect(extract(page).appLinks).toEqual([]);
  });

  it('is in twenty apps at most', () => {
    const metas = Array.from({ length: 26 }, (_, i) => {
      const letter = String.fromCodePoint(97 + i);
      return `<meta property="al:${letter}:url" content="/x">`;
    });
    expect(extract(metas.join('')).appLinks).toHaveLength(20);
  });
});

describe('frames', () => {
  it('are reported, but not what is hidden in noscript', () => {
    const page = `<body><iframe src=/in></iframe><iframe src=/in></iframe><iframe data-src="//cdn.example/lazy"><p>x</p></iframe><iframe></iframe>
      <iframe src="about:blank"></iframe><noscript><iframe src=/pixel></iframe></noscript><template><iframe src=/t></iframe></template>`;
    expect(extract(page).frames).toEqual(['https://site.example/in', 'https://cdn.example/lazy']);
    expect(extract('<frameset><frame src=/f></frameset>').frames).toEqual(['https://site.example/f']);
  });

  it('are thirty at most', () => {
    const frames = Array.from({ length: 100 }, (_, i) => `<iframe src=/${i}></iframe>`).join('');
    expect(extract(`<body>${frames}`).frames).toHaveLength(30);
  });
});

describe('icons', () => {
  it('may be tiles', () => {
    const page = `<meta name="msapplication-TileImage" content=/t.png><meta name="msapplication-square150x150logo" content=/s.png>
      <meta name="msapplication-wide310x150logo" content="data:,"><link rel=mask-icon href=/m.svg>
      <link rel="apple-touch-icon" href=/a.png>`;
    expect(extract(page).icons).toEqual([
      { url: 'https://site.example/a.png', sizes: null, type: null },
      { url: 'https://site.example/s.png', sizes: '150x150', type: null },
      { url: 'https://site.example/t.png', sizes: null, type: null },
      { url: 'https://site.example/m.svg', sizes: null, type: null },
    ]);
  });
});

describe('offers', () => {
  const offer = { '@type': 'Offer', price: '12.99', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' };
  const expected = { price: 12.99, currency: 'EUR', availability: 'InStock' };
  const product = (offers: unknown): string => jsonLd({ '@type': 'Product', name: 'A', offers });

  it.each([
    ['an offer', product(offer), [expected]],
    ['offers, each once', product([offer, { ...offer, price: 5 }, offer]), [expected, { ...expected, price: 5 }]],
    [
      'an offer elsewhere',
      jsonLd({
        '@graph': [
          { '@type': 'Product', offers: { '@id': '#o' } },
          { '@id': '#o', ...offer },
        ],
      }),
      [expected],
    ],
    [
      'a range',
      product({ '@type': 'AggregateOffer', lowPrice: 5, priceCurrency: 'eur' }),
      [{ price: 5, currency: 'EUR', availability: null }],
    ],
    [
      'offers within',
      product({ '@type': 'AggregateOffer', offers: [{ ...offer, availability: undefined }], availability: 'SoldOut' }),
      [{ ...expected, availability: 'SoldOut' }],
    ],
    [
      'a specification',
      product({ priceSpecification: { price: 12.99, priceCurrency: 'EUR' }, availability: 'in stock' }),
      [expected],
    ],
    ['variants', jsonLd({ '@type': 'ProductGroup', hasVariant: [{ '@type': 'Product', offers: offer }] }), [expected]],
    [
      'microdata',
      '<body><div itemscope itemtype="https://schema.org/Product"><div itemprop=offers itemscope><meta itemprop=priceCurrency content=EUR><b itemprop=price>12,99 €</b><link itemprop=availability href="http://schema.org/InStock"></div></div>',
      [expected],
    ],
    [
      'metas',
      '<meta property="product:price:amount" content="12.99"><meta property="product:price:currency" content=EUR><meta property="og:availability" content=instock>',
      [expected],
    ],
    ['related things', jsonLd({ '@type': 'Product', isRelatedTo: { '@type': 'Product', offers: offer } }), []],
    ['nothing', product({ price: 'on request' }), []],
    ['offers without end', product({ offers: { offers: { offers: { offers: offer } } } }), []],
    ['texts', product('12.99'), []],
  ])('are read from %s', (_, page, offers) => {
    expect(extract(page).offers).toEqual(offers);
  });

  it('are twenty at most', () => {
    const many = Array.from({ length: 50 }, (_, price) => ({ ...offer, price }));
    expect(extract(product(many)).offers).toHaveLength(20);
  });
});

describe('candidates', () => {
  const page = `<title>A title | Site</title><meta property="og:title" content="Other"><meta name="twitter:title" content="Other">
    <meta property="og:image" content=/a.png><meta name="twitter:image" content=/b.png><link rel=image_src href=/a.png>
    <meta name=keywords content="one, two"><meta name=news_keywords content=" "><meta name=author content=admin>`;

  it('are told only when asked for', () => {
    expect(extract(page).candidates).toBeNull();
  });

  it('are all values with their sources, the most trusted first, each once', () => {
    expect(extract(page, { candidates: true }).candidates).toEqual({
      title: [
        { value: 'Other', source: 'og:title' },
        { value: 'A title', source: 'title' },
      ],
      image: [
        { value: 'https://site.example/a.png', source: 'og:image' },
        { value: 'https://site.example/b.png', source: 'twitter:image' },
      ],
      keywords: [{ value: 'one, two', source: 'keywords' }],
    });
  });

  it('are ten of a field at most', () => {
    const images = Array.from({ length: 20 }, (_, i) => `<meta property="og:image" content=/${i}.png>`).join('');
    expect(extract(images, { candidates: true }).candidates?.image).toHaveLength(10);
  });

  it('are those of the wanted fields', () => {
    const { candidates } = extract(page, { candidates: true, fields: ['image'] });
    expect(Object.keys(candidates ?? {})).toEqual(['image']);
  });

  it('are paragraphs, too, where tags describe the page', () => {
    const described = `<meta name=description content="${SENTENCE}"><body><p>${SENTENCE} More.</p>`;
    expect(extract(described, { candidates: true }).candidates?.description).toEqual([
      { value: SENTENCE, source: 'description' },
      { value: `${SENTENCE} More.`, source: 'first-paragraph' },
    ]);
  });

  it('of a block page do not bring back what it says', () => {
    expect(extract('<html lang=en><title>Just a moment...</title>', { candidates: true }).candidates).toEqual({
      lang: [{ value: 'en', source: 'html' }],
    });
  });
});
