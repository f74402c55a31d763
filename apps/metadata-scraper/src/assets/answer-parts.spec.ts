import { type DELIVERY, ICON, IMAGE, media, type Metadata, show } from '../../fixtures/show-answer.ts';

describe('the cards of others', () => {
  const titlesOf = (metadata: Partial<Metadata>): Record<string, string | undefined> => {
    const { body } = show(metadata);
    const cards = [...body.querySelectorAll('.networks article')];
    return Object.fromEntries(
      cards.map((card) => [
        String(card.querySelector('h3')?.textContent),
        card.querySelector('.network-title')?.textContent,
      ]),
    );
  };

  it('read the tags that each network reads', () => {
    const titles = titlesOf({
      title: 'The page',
      openGraph: { 'og:title': ['Open Graph', 'Another'] },
      twitter: { 'twitter:title': 'Twitter' },
    });
    expect(titles).toMatchObject({ Facebook: 'Open Graph', X: 'Twitter', Slack: 'Twitter', Google: 'The page' });
  });

  it('fall back to what the page says, and to its host', () => {
    expect(titlesOf({ title: 'The page' })).toMatchObject({ Facebook: 'The page', X: 'The page' });
    expect(titlesOf({})).toMatchObject({ Facebook: 'plain.example', Google: 'plain.example' });
  });

  it('cut what is too long for them', () => {
    const { texts } = show({ title: 'word '.repeat(60), description: 'word '.repeat(100) });
    const lengths = texts('.network-title').map((title) => title.length);
    expect(Math.min(...lengths)).toBeLessThanOrEqual(60);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(256);
    expect(texts('.network-description').every((text) => text.endsWith('…'))).toBe(true);
  });

  it('have the picture only where their tags name one', () => {
    const pictures = (metadata: Partial<Metadata>): readonly string[] =>
      [...show({ image: IMAGE, ...metadata }).body.querySelectorAll('.networks article')]
        .filter((card) => card.querySelector('img') !== null)
        .map((card) => String(card.querySelector('h3')?.textContent));
    expect(pictures({})).toEqual([]);
    expect(pictures({ twitter: { 'twitter:image': IMAGE.url } })).toEqual(['X', 'Slack']);
    expect(pictures({ twitter: { 'twitter:image:src': IMAGE.url }, image: null })).toEqual([]);
    expect(pictures({ openGraph: { 'og:image': IMAGE.url, 'og:site_name': 'Dunes' } })).toHaveLength(8);
  });
});

describe('a card of others', () => {
  const sizeOn = (drawing: string, metadata: Partial<Metadata>): string | undefined =>
    show(metadata).find(`.${drawing}`).className.split(' ').at(-1);

  it.each([
    ['facebook', { image: IMAGE }, 'large'],
    ['facebook', { image: media(IMAGE.url) }, 'large'],
    ['facebook', { image: media(IMAGE.url, { width: 599, height: 600 }) }, 'small'],
    ['facebook', { image: media(IMAGE.url, { width: 600, height: 314 }) }, 'small'],
    ['x', { image: IMAGE }, 'small'],
    ['x', { image: IMAGE, twitter: { 'twitter:card': 'summary_large_image' } }, 'large'],
    ['mastodon', { image: IMAGE }, 'large'],
    ['mastodon', { image: media(IMAGE.url, { width: 600, height: 600 }) }, 'small'],
    ['mastodon', {}, 'small'],
    ['linkedin', { image: IMAGE }, 'small'],
    ['google', { image: IMAGE }, 'none'],
  ])('on %s of %j has a picture that is %s', (drawing, metadata, size) => {
    expect(sizeOn(drawing, metadata)).toBe(size);
  });

  it('tells its lines in the order of its network', () => {
    const { body } = show({
      finalUrl: 'https://www.dunes.example/essays/one?x=1',
      title: 'Dunes',
      description: 'What wind writes.',
      siteName: 'Field Notes',
      icon: ICON,
      openGraph: { 'og:site_name': 'Field Notes' },
    });
    const linesOn = (drawing: string): readonly (string | null)[] =>
      [...body.querySelectorAll(`.${drawing} p`)].map(({ textContent }) => textContent);
    expect(linesOn('facebook')).toEqual(['dunes.example', 'Dunes', 'What wind writes.']);
    expect(linesOn('imessage')).toEqual(['Dunes', 'dunes.example']);
    expect(linesOn('whatsapp').at(-1)).toBe('https://www.dunes.example/essays/one?x=1');
    expect(linesOn('google').slice(0, 2)).toEqual(['Field Notes', 'https://www.dunes.example › essays › one']);
    expect(body.querySelector('.google .network-icon img')?.getAttribute('src')).toBe(ICON.url);
  });

  it('has a bar in the page’s own colour on Discord, and paints nothing that is no colour', () => {
    expect(show({ themeColor: '#ec644b' }).find('.discord rect').getAttribute('fill')).toBe('#ec644b');
    expect(show({ themeColor: 'url(https://evil.example/#a)' }).body.querySelector('.discord rect')).toBeNull();
  });
});

describe('the checks', () => {
  const GOOD: Partial<Metadata> = {
    finalUrl: 'https://dunes.example/a',
    title: 'A title',
    description: 'What it is about',
    siteName: 'Dunes',
    type: 'article',
    author: 'Ann Lee',
    publishedAt: '2026-01-02T03:04:05.000Z',
    lang: 'en',
    canonicalUrl: 'https://dunes.example/a',
    image: IMAGE,
    images: [IMAGE],
    icon: ICON,
    icons: [ICON],
    openGraph: { 'og:title': 'A title', 'og:image': IMAGE.url },
    twitter: { 'twitter:card': 'summary_large_image' },
    sources: { title: 'og:title', image: 'og:image' },
  };
  const found = (metadata: Partial<Metadata>) => show({ ...GOOD, ...metadata }).texts('.check p');

  it('find nothing to mend where there is nothing', () => {
    const { text, texts } = show(GOOD);
    expect(text('#checks-heading')).toBe('If it is your page: nothing to mend');
    expect(texts('.check')).toEqual([]);
  });

  it('name the tag to put in, worst first', () => {
    const { text, texts } = show({});
    expect(text('#checks-heading')).toMatch(/^If it is your page: \d+ things to mend$/);
    expect(texts('.level')[0]).toBe('error');
    expect(texts('.level').at(-1)).toBe('hint');
    expect(texts('.check code')[0]).toBe('<meta property="og:title" content="…">');
  });

  it.each<[string, Partial<Metadata>]>([
    ['The page has no title.', { title: null, openGraph: { 'og:image': 'x' } }],
    ['The page names no picture, so its card has none.', { image: null }],
    ['Readers of links get a block page (captcha) instead of this one.', { sources: { blocked: 'captcha' } }],
    [
      'There is no og:title; the title was taken from h1.',
      { openGraph: { 'og:image': 'x' }, sources: { title: 'h1' } },
    ],
    [
      'There are several og:title; networks take the first.',
      { openGraph: { 'og:title': ['a', 'b'], 'og:image': 'x' } },
    ],
    ['The page has no description.', { description: null }],
    [
      'There is no og:image; the picture was taken from img.',
      { openGraph: { 'og:title': 'a' }, sources: { image: 'img' } },
    ],
    ['The page is not served over https.', { finalUrl: 'http://dunes.example/' }],
    [
      'The picture’s address is not https: networks on https leave it out.',
      { image: { ...IMAGE, url: 'http://cdn.example/a.png' } },
    ],
    ['The page does not say what language it is in.', { lang: null }],
    ['An article, and no date of publication.', { publishedAt: null }],
    ['An article, and no author.', { author: null }],
    ['The title has 80 characters; most networks cut it at 70.', { title: 'x'.repeat(80) }],
    ['The description has 300 characters; most networks cut it at 200.', { description: 'x'.repeat(300) }],
    ['The picture is 1.00 to 1; networks crop it to 1.91 to 1.', { image: { ...IMAGE, width: 700, height: 700 } }],
    ['The picture has no description for those who cannot see it.', { image: { ...IMAGE, alt: null } }],
    ['There is no twitter:card, so X shows the picture small.', { twitter: {} }],
    ['The page does not name its canonical address.', { canonicalUrl: null }],
    ['The page does not name its site.', { siteName: null }],
    ['The page names no icon.', { icons: [] }],
  ])('say: %s', (sentence, metadata) => {
    expect(found(metadata)).toContain(sentence);
  });

  it.each([
    [{ width: 500, height: 262 }, 1],
    [{ width: 1000, height: 200 }, 2],
    [{ width: 1000, height: 0 }, 1],
    [{ width: 2000, height: 800 }, 1],
  ])('judge the size of the picture: %j', (size, count) => {
    expect(found({ image: { ...IMAGE, ...size } })).toHaveLength(count);
  });

  it('count one thing as one', () => {
    expect(show({ ...GOOD, lang: null }).text('#checks-heading')).toBe('If it is your page: 1 thing to mend');
  });

  it('ask for no author of what is no article', () => {
    expect(found({ type: null, author: null, publishedAt: null })).toEqual([]);
  });
});

describe('all that was found', () => {
  it('is listed where there was a choice, with the source of each', () => {
    const { texts, text } = show({
      candidates: {
        title: [
          { value: 'The title', source: 'og:title' },
          { value: 'A title', source: 'h1' },
        ],
        image: [
          { value: IMAGE.url, source: 'og:image' },
          { value: IMAGE.url, source: 'img' },
        ],
        lang: [{ value: 'en', source: 'html' }],
      },
    });
    expect(texts('.choices h3')).toEqual(['Title', 'Image']);
    expect(texts('.choices li').slice(0, 2)).toEqual(['og:title The title', 'h1 A title']);
    expect(text('.choices li:nth-child(1) code')).toBe('og:title');
    expect(texts('.choices li')[2]).toBe(`og:image ${IMAGE.url}`);
  });

  it('is left out where there was none', () => {
    expect(
      show({ candidates: { title: [{ value: 'The title', source: 'h1' }] } }).body.querySelector('.choices'),
    ).toBeNull();
  });
});

describe('the delivery', () => {
  const facts = (delivery: typeof DELIVERY) => show({ contentType: null }, undefined, delivery).texts('.facts li');

  it('tells where the answer came from, and what took its time', () => {
    expect(facts({ cache: 'HIT', age: 75, timing: '' })).toEqual([
      'HTTP 200',
      'utf-8',
      'from the cache 75 s ago',
      '1 ms in all',
    ]);
    expect(facts({ cache: 'MISS', age: 0, timing: 'fetch;dur=12.3, read;dur=4.0' })).toEqual([
      'HTTP 200',
      'utf-8',
      'read just now',
      '1 ms in all',
      'fetch 12 ms',
      'read 4 ms',
    ]);
    expect(facts({ cache: '', age: 0, timing: '' })).toContain('answered');
  });

  it('offers to read the page again', () => {
    expect(show({}, 'https://dunes.example/?a=b').find('.again').getAttribute('href')).toBe(
      '/?url=https%3A%2F%2Fdunes.example%2F%3Fa%3Db&fresh=true',
    );
  });
});
