import { extract, HEADED, jsonLd, SENTENCE } from '../../fixtures/extract-page.ts';
import { decodeChunks } from './decode/decode-chunks.ts';

describe('microdata', () => {
  it('takes values from the attributes that have them', () => {
    const page = extract(`<body><div itemscope itemtype="https://schema.org/NewsArticle" itemid="#a">
      <meta itemprop=datePublished content="2020-01-31"><a itemprop=author href=/ann>Ann Lee</a><a itemprop=image href=/a.png>x</a>
      <div itemprop=articleBody>31 January 2020</div><div itemprop=publisher itemscope><span itemprop=name>P</span></div></div>`);
    expect(page).toMatchObject({
      publishedAt: '2020-01-31T00:00:00.000Z',
      author: 'Ann Lee',
      image: { url: 'https://site.example/a.png' },
      siteName: 'P',
      type: 'NewsArticle',
    });
  });
});

describe('structured data that says nothing', () => {
  it('is passed over', () => {
    const page = extract(
      jsonLd({ '@type': 'Article', author: 5, image: [{ caption: 'no address' }, 7], publisher: null }),
    );
    expect(page).toMatchObject({ author: null, image: null, siteName: null });
  });

  it('may wrap a size in a name', () => {
    const image = { url: '/a.png', width: { '@type': 'Distance', name: '640 px' }, height: [480] };
    expect(extract(jsonLd({ '@type': 'Article', image })).image).toMatchObject({ width: 640, height: 480 });
  });

  it('has a date for a mere page that the page does not show', () => {
    const page = jsonLd({ '@type': 'WebPage', datePublished: 'soon' });
    expect(extract(`${page}<body><time>later</time>`).publishedAt).toBeNull();
  });

  it.each(['[CDATA[ nothing', '//<![CDATA[', '{"a"', '"'])('is %s', (text) => {
    expect(extract(`<script type="application/ld+json">${text}</script>`).jsonLd.length).toBeLessThan(2);
  });
});

describe('lines of text', () => {
  it('that start like a byline need not be one', () => {
    expect(extract(`${HEADED}<p>di Maria</p>`).author).toBeNull();
  });

  it('name nobody where nothing is around them', () => {
    expect(extract('<b>By</b> Ann Lee').author).toBeNull();
  });

  it('with dates count the more the nearer they are to the heading', () => {
    const far = '<b></b>'.repeat(20);
    expect(extract(`${HEADED}<p>1 May 2020</p>${far}<p>2 May 2020</p>`).publishedAt).toBe('2020-05-01T00:00:00.000Z');
    expect(extract('<body><p class=date>1 May 2020</p><p class=date>2 May 2020</p>').publishedAt).toBe(
      '2020-05-01T00:00:00.000Z',
    );
  });

  it('are no paragraphs in lists, in short boxes, or outside of everything', () => {
    expect(extract(`<body><ul><li>${SENTENCE}</ul>`).description).toBeNull();
    expect(extract('<body><div>Only some forty characters, no more.</div>').description).toBeNull();
    expect(extract(`<b>${SENTENCE}</b>`).description).toBeNull();
  });
});

describe('headings', () => {
  it('agree with a title that is shorter, too', () => {
    const page = extract(`<title>A long heading</title><body><h1>A long heading, and more</h1><img src=/a.png>`);
    expect(page.image?.url).toBe('https://site.example/a.png');
  });

  it('may be empty, or longer than anyone reads', () => {
    expect(extract('<body><h1> </h1><h1>Second</h1>').title).toBe('Second');
    const long = extract(`<body><h1>${'x'.repeat(5000)}<b>${'y'.repeat(5000)}</b>${'z'.repeat(10)}</h1>`);
    expect(long.title).not.toContain('z');
  });
});

describe('places', () => {
  it('are told by tag, role, id and class', () => {
    const tag = (attributes: string): string => `<div ${attributes}><a rel=tag href=/t>word</a></div>`;
    const words = (page: string): readonly string[] => extract(`<body>${page}`).keywords;
    expect(words(tag('role=navigation') + tag('id=menu') + tag('class=comments id=x'))).toEqual([]);
    expect(words(tag('role=note') + tag('id=text'))).toEqual(['word']);
    expect(words(`${tag('class=related')}${tag('class=related')}`)).toEqual([]);
    expect(
      words('<footer><a rel=tag href=/t>a</a></footer><article><footer><a rel=tag href=/t>b</a></footer></article>'),
    ).toEqual(['b']);
  });

  it('are the same for the same class', () => {
    const entry = '<div class="h-entry"><b class="p-name">First</b></div>';
    expect(extract(`<body>${entry}${entry}`).title).toBe('First');
  });
});

describe('elements', () => {
  it('that say nothing are passed over', () => {
    const page =
      extract(`<head><base><link rel=stylesheet href=/s.css><link rel=icon><meta name=a><script>x</script><script type=module>y</script>
      <meta property="og:title" content=A></head><body><img><template><p>${SENTENCE}</p></template><div hidden><p>${SENTENCE}</p></div>`);
    expect(page).toMatchObject({ title: 'A', icons: [], images: [], description: null });
  });

  it('are the files of a video or audio, and no others', () => {
    const page = extract(
      '<body><video><source src=/v.mp4></video><picture><source src=/p.avif></picture><audio><source src=/a.ogg></audio>',
    );
    expect(page.videos.map(({ url }) => url)).toEqual(['https://site.example/v.mp4']);
    expect(page.audios.map(({ url }) => url)).toEqual(['https://site.example/a.ogg']);
  });
});

describe('long texts', () => {
  it('are kept as far as anything takes them', () => {
    expect(extract(`<title>${'x'.repeat(3_000_000)}</title><h1>A</h1>`).title).toMatch(/^x+$/);
  });

  it('decide the encoding at once where they come at once', () => {
    expect(extract(`<title>é</title>${' '.repeat(70_000)}`, { contentType: 'text/html', chunk: 80_000 })).toMatchObject(
      {
        charset: 'utf-8',
        title: 'é',
      },
    );
  });
});

describe('the decoder', () => {
  it('knows no encoding before it has seen enough', () => {
    const decoder = decodeChunks({ essence: 'text/html', isXml: false });
    expect(decoder.write(Buffer.from('a'))).toBe('');
    expect(decoder.charset()).toBeNull();
    expect(decoder.end()).toBe('a');
    expect(decoder.charset()).toBe('windows-1252');
  });
});
