import { extract, head, HEADED, jsonLd, SENTENCE } from '../../fixtures/extract-page.ts';

describe('dates', () => {
  const published = '2020-01-31T00:00:00.000Z';

  it.each([
    [jsonLd({ '@type': 'NewsArticle', datePublished: '2020-01-31' }), 'json-ld:datePublished'],
    [jsonLd({ '@type': 'Article', author: 'Ann Lee', datePublished: '2020-01-31' }), 'json-ld:datePublished'],
    ['<meta property="article:published_time" content="2020-01-31">', 'article:published_time'],
    ['<body><time itemprop=datePublished datetime="2020-01-31">yesterday</time>', 'microdata:datePublished'],
    ['<body><h1>T</h1><time datetime="2020-01-31">Friday, 31 January 2020</time>', 'time'],
    ['<body><h1>T</h1><time datetime="2020-01-31">yesterday</time><p>(31.1.20)</p>', 'time'],
    ['<body><h1>T</h1><time>31 January 2020</time>', 'time'],
    ['<body><h1>T</h1><p>Published on 31 January 2020</p><p>Updated 1 February 2020</p>', 'date-text'],
    ['<body><p class=date>31 January 2020</p>', 'date-text'],
    [`${HEADED}${'<b></b>'.repeat(200)}<p class=post-date>31 January 2020</p>`, 'date-text'],
    [
      jsonLd({ '@type': 'WebPage', datePublished: '2020-01-31' }) + '<body><h1>T</h1><p>Posted 31 January 2020</p>',
      'json-ld:datePublished',
    ],
  ])('of %s', (page, source) => {
    const extracted = extract(page);
    expect([extracted.publishedAt, extracted.sources.publishedAt]).toEqual([published, source]);
  });

  it('may stand in the address', () => {
    const { publishedAt, sources } = head('', { url: 'https://site.example/2020/01/31/title' });
    expect([publishedAt, sources.publishedAt]).toEqual([published, 'url']);
  });

  it.each([
    ['a home page', 'https://site.example/', ''],
    ['a list', 'https://site.example/news/', ''],
    ['a page of a site', 'https://site.example/about.html', '<meta property="og:type" content="website">'],
    ['a folder', 'https://site.example/blog/index.html', ''],
    ['a page at an address that cannot be decoded', 'https://site.example/%ff', ''],
    ['what its data call a page', 'https://site.example/', jsonLd({ '@type': 'WebPage', name: 'A' })],
  ])('in the text of %s are those of something else', (_, url, inHead) => {
    const time = '<time datetime="2020-01-31">31 January 2020</time>';
    for (const line of ['<p class=date>31 January 2020</p>', time]) {
      expect(extract(`${inHead}${HEADED}${line}`, { url }).publishedAt).toBeNull();
    }
    expect(extract(`${inHead}<meta name=date content=2020-01-31>${HEADED}${time}`, { url }).publishedAt).toBeNull();
    const item = '<p itemscope itemtype="https://schema.org/WebPage"><b itemprop=datePublished>31 January 2020</b>';
    expect(extract(`${inHead}${HEADED}${item}`, { url }).publishedAt).toBeNull();
  });

  it.each([
    ['its address has words', 'https://site.example/a-story', ''],
    ['its address has words that are no English', 'https://site.example/%E7%BE%8E%E5%91%B3', ''],
    ['its address has a number', 'https://site.example/story4711.html', ''],
    ['its address asks for a number', 'https://site.example/story.php?id=4711', ''],
    ['it says that this is its address', 'https://site.example/', '<link rel=canonical href="/a-story">'],
    ['Open Graph gives it a type', 'https://site.example/', '<meta property="og:type" content="article">'],
    ['its data describe something', 'https://site.example/', jsonLd({ '@type': 'BlogPosting', headline: 'A' })],
  ])('in the text of a page count where %s', (_, url, inHead) => {
    expect(extract(`${inHead}${HEADED}<p>31 January 2020</p>`, { url }).publishedAt).toBe(published);
  });

  it.each([
    ['of an article without an author', jsonLd({ '@type': 'Article', datePublished: '2020-01-31' })],
    [
      'in the microdata of an article',
      '<p itemscope itemtype="https://schema.org/Article"><meta itemprop=datePublished content="2020-01-31">',
    ],
  ])('%s need to be shown', (_, article) => {
    expect(extract(`${HEADED}${article}<time>an hour ago</time>`).publishedAt).toBeNull();
    expect(extract(`${HEADED}${article}<p>31 January 2020</p>`).publishedAt).toBe(published);
  });

  it('in the microdata of anything else need not be shown', () => {
    const book =
      '<p itemscope itemtype="https://schema.org/Book"><b itemprop=datePublished content="2020-01-31">2020</b>';
    expect(extract(`${HEADED}${book}`).publishedAt).toBe(published);
  });

  it.each([
    '<body><p>© 2020 31.1.2020</p>',
    '<body><div class=comments><p>31 January 2020</p></div>',
    `<body><h1>T</h1><p>${SENTENCE} 31 January 2020</p>`,
    `${HEADED}${'<b></b>'.repeat(200)}<p>31 January 2020</p>`,
    `${HEADED}${'<b></b>'.repeat(500)}<p class=post-date>31 January 2020</p>`,
    `${HEADED}${'<b></b>'.repeat(500)}<time>31 January 2020</time>`,
    '<body><h1>T</h1><time datetime="2020-01-31">an hour ago</time>',
    jsonLd({ '@type': 'WebPage', datePublished: '2020-01-31' }),
    '<body><h1>T</h1><p>2020 was a year</p>',
  ])('are none in %s', (page) => {
    expect(extract(page).publishedAt).toBeNull();
  });

  it('are read as Americans write them where the page is American', () => {
    const page = '<body><h1>T</h1><time>1/2/2020</time>';
    expect(extract(`<html lang=en-US>${page}`).publishedAt).toBe('2020-01-02T00:00:00.000Z');
    expect(extract(`<html lang=de>${page}`).publishedAt).toBe('2020-02-01T00:00:00.000Z');
    expect(extract(page, { url: 'https://site.com/a-story' }).publishedAt).toBe('2020-01-02T00:00:00.000Z');
  });

  it.each([
    ['a day that the page does not show', '<p>Text</p>', null],
    ['a day that the page shows', '<p>31 January 2020</p>', published],
    ['the day in another zone', '<time datetime="2020-01-30T20:00:00-08:00">yesterday</time>', published],
    ['a time as people write it', '<time>31 January 2020</time>', published],
    ['more than an address with the day', '<link rel=canonical href="https://site.example/2020/01/31/title">', null],
    ['another day', '<p>15 March 2019</p>', null],
  ])('that WordPress declares need %s', (_, body, date) => {
    const head = '<meta name=generator content="WordPress 6.1"><title>A long heading</title>';
    const meta = '<meta property="article:published_time" content="2020-01-31">';
    const article = jsonLd({ '@type': 'Article', datePublished: '2020-01-31' });
    expect(extract(`${head}${meta}<h1>A long heading</h1>${body}`).publishedAt).toBe(date);
    expect(extract(`${head}${article}<h1>A long heading</h1>${body}`).publishedAt).toBe(date);
  });

  it.each([
    ['NewsArticle', published],
    ['Recipe', null],
  ])('of a %s that the page does not show: %s', (type, date) => {
    const head = '<meta name=generator content="WordPress 6.1">';
    expect(extract(head + jsonLd({ '@type': type, datePublished: '2020-01-31' })).publishedAt).toBe(date);
  });

  it.each(['date', 'dc.date', 'pubdate'])('that may mean anything (%s) need to be shown', (name) => {
    const meta = `<meta name="${name}" content="2020-01-31">`;
    expect(extract(`${meta}<body><h1>T</h1><p>Text</p>`).publishedAt).toBeNull();
    expect(extract(`${meta}<body><h1>T</h1><p>31 January 2020</p>`).sources.publishedAt).toBe(name);
    expect(extract(`<meta name="${name}" content="nonsense">`).publishedAt).toBeNull();
  });

  it.each([
    ['a span of days', '<p>29-31 January 2020</p>'],
    ['a span of hours', '<p>31 January 2020, 13:15 - 19:00</p>'],
    ['a deadline', '<p>Open until 31 January 2020</p>'],
    ['a box of facts', '<table class=infobox><tr><td>31 January 2020</table>'],
    ['a birthday', '<p>(<b class=bday>1998-02-28</b>)'],
    ['the page of an event', `${jsonLd({ '@type': 'SportsEvent', name: 'A' })}<time>31 January 2020</time>`],
  ])('are none in %s', (_, body) => {
    expect(extract(`${HEADED}${body}`).publishedAt).toBeNull();
  });

  it('may stand in any box right behind the heading, where a class names them', () => {
    expect(extract(`${HEADED}<div class=share><p class=pubdate>31 January 2020</p></div>`).publishedAt).toBe(published);
    expect(extract(`${HEADED}<div class=share><time class=date>31 January 2020</time></div>`).publishedAt).toBe(
      published,
    );
    expect(extract(`${HEADED}<div class=share><p>31 January 2020</p></div>`).publishedAt).toBeNull();
    expect(extract('<body><div class=share><p class=pubdate>31 January 2020</p></div>').publishedAt).toBeNull();
  });

  it('are those that the page shows, where its head names two', () => {
    const article = jsonLd({ '@type': 'NewsArticle', datePublished: '2019-03-15' });
    const declared = `<meta property="article:published_time" content="2020-01-31">${article}`;
    expect(extract(`${declared}${HEADED}<p>31 January 2020</p>`).publishedAt).toBe(published);
    expect(extract(`${declared}${HEADED}<p>Text</p>`).publishedAt).toBe('2019-03-15T00:00:00.000Z');
    expect(extract(`${declared}${HEADED}<p>15 March 2019</p>`).publishedAt).toBe('2019-03-15T00:00:00.000Z');
  });

  it('may have their year at the end', () => {
    const article = { '@type': 'NewsArticle', datePublished: 'Fri Jan 31 15:28:56 CET 2020' };
    expect(head(jsonLd(article)).publishedAt).toBe('2020-01-31T14:28:56.000Z');
  });

  it('of a change are kept apart', () => {
    const extracted = head('<meta property="article:modified_time" content="2020-01-31T10:00:00Z">');
    expect([extracted.publishedAt, extracted.modifiedAt]).toEqual([null, '2020-01-31T10:00:00.000Z']);
    expect(extract(`${HEADED}<p>Updated 1 February 2020</p>`).publishedAt).toBeNull();
    expect(extract(`${HEADED}<time>Last updated 1 February 2020</time>`).publishedAt).toBeNull();
    expect(extract(`${HEADED}<p>31 January 2020, updated 1 February 2020</p>`).publishedAt).toBe(published);
  });
});
