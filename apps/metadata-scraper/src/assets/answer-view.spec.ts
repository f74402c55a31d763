import { ICON, IMAGE, media, type Metadata, NOTHING, show } from '../../fixtures/show-answer.ts';

function rowOf(body: HTMLElement, label: string): Element {
  const row = [...body.querySelectorAll('tbody tr')].find((one) => one.querySelector('th')?.textContent === label);
  if (row === undefined) throw new Error(`There is no row ${label}.`);
  return row;
}

describe('the card', () => {
  const facts = {
    title: 'Reading the dunes',
    description: 'What wind writes.',
    siteName: 'Field Notes',
    image: IMAGE,
    icon: ICON,
    sources: { title: 'og:title', description: 'description', siteName: 'og:site_name', image: 'og:image' },
  };

  it('shows picture, site, title, description and host, and leads to the page', () => {
    const { text, find, body } = show({ ...facts, finalUrl: 'https://www.dunes.example/essay' });
    expect(text('.card-title')).toBe('Reading the dunes');
    expect(text('.card-description')).toBe('What wind writes.');
    expect(text('.card-site')).toBe('Field Notes');
    expect(text('.card-host')).toBe('dunes.example');
    expect(find('.card-image img').getAttribute('alt')).toBe('Dunes');
    expect(body.querySelector('.card-title a')?.getAttribute('href')).toBe('https://www.dunes.example/essay');
  });

  it('notes in its margin where each part was found, and where the link led from', () => {
    const { texts } = show({ ...facts, url: 'https://t.co/x', finalUrl: 'https://dunes.example/essay' });
    const notes = ['og:image1200 × 630', 'og:site_name', 'og:title', 'description', 'redirected from t.co'];
    expect(texts('.note')).toEqual(notes);
  });

  it('loads pictures lazily and without telling where from', () => {
    const { find } = show(facts);
    for (const selector of ['.card-image img', '.card-icon img']) {
      expect(find(selector).getAttribute('referrerpolicy')).toBe('no-referrer');
      expect(find(selector).getAttribute('loading')).toBe('lazy');
    }
  });

  it('drops a picture that cannot be loaded, with its note', () => {
    const { window, body, find, text } = show(facts);
    find('.card-image img').dispatchEvent(new window.Event('error'));
    find('.card-icon img').dispatchEvent(new window.Event('error'));
    expect(find('.card-image').hidden).toBe(true);
    expect(find('.card-icon').hidden).toBe(true);
    expect(body.querySelector('.figure')?.classList).toContain('without-image');
    expect(text('.notice')).toBe('The page names a picture, but it could not be loaded.');
  });

  it.each([
    ['fills its frame with a large picture', 1200, 630, false],
    ['shows a small picture whole', 96, 96, true],
    ['shows a tall picture whole', 900, 1600, true],
  ])('%s', (_, naturalWidth, naturalHeight, whole) => {
    const { window, body, find } = show(facts);
    Object.defineProperties(find('.card-image img'), {
      naturalWidth: { value: naturalWidth },
      naturalHeight: { value: naturalHeight },
    });
    find('.card-image img').dispatchEvent(new window.Event('load'));
    expect(body.querySelector('.card-image')?.classList.contains('whole')).toBe(whole);
  });

  it('goes by the host where there is no title', () => {
    const { text, texts } = show({});
    expect(text('.card-title')).toBe('plain.example');
    expect(texts('.note')).toEqual(['no title: its host']);
  });

  it('shows an icon without a site name, and a title whose source is not told', () => {
    const { body, texts } = show({ title: 'A', icon: ICON, sources: { icon: 'link' } });
    expect(body.querySelectorAll('.card-site img')).toHaveLength(1);
    expect(texts('.note')).toEqual(['link']);
  });

  it('shows parts whose sources are not told without notes', () => {
    const { texts } = show({
      siteName: 'A',
      description: 'B',
      title: 'C',
      image: media('https://dunes.example/a.png'),
    });
    expect(texts('.note')).toEqual([]);
    expect(texts('.card p')).toEqual(['A', 'B', 'plain.example']);
  });

  it('shows markup as text, and neither follows nor loads what is not http', () => {
    const { body, text } = show({
      title: '<img src=x onerror=alert(1)>',
      finalUrl: 'javascript:alert(1)',
      image: media('data:image/png;base64,AAAA'),
      icon: { ...ICON, url: 'javascript:alert(1)' },
    });
    expect(text('.card-title')).toBe('<img src=x onerror=alert(1)>');
    expect(body.querySelectorAll('img')).toHaveLength(0);
    expect(body.querySelectorAll('.card a')).toHaveLength(0);
  });
});

describe('the table of chosen values', () => {
  it('tells each value with its source, and what the page does not tell', () => {
    const { body, text, texts } = show({
      title: 'A',
      lang: 'en',
      canonicalUrl: 'https://dunes.example/',
      publishedAt: '2026-01-02T03:04:05.000Z',
      keywords: ['sand', 'wind'],
      feeds: [
        { url: 'https://dunes.example/feed', title: 'All essays', type: 'application/rss+xml' },
        { url: 'https://dunes.example/atom', title: null, type: 'application/atom+xml' },
      ],
      image: IMAGE,
      video: media('https://dunes.example/film.mp4'),
      icon: ICON,
      sources: { title: 'og:title' },
    });
    const row = (label: string) => rowOf(body, label).textContent;
    expect(row('Title')).toBe('TitleAog:title');
    expect(row('Language')).toBe('Languageen');
    expect(rowOf(body, 'Canonical link').querySelector('a')?.href).toBe('https://dunes.example/');
    expect(row('Published')).toBe('Published2 January 2026 at 03:04 UTC');
    expect(row('Image')).toBe('Imagehttps://cdn.example/dunes.png1200 × 630 · image/png');
    expect(row('Video')).toBe('Videohttps://dunes.example/film.mp4');
    expect(row('Icon')).toBe('Iconhttps://dunes.example/icon.png32x32 · image/png');
    expect(texts('.tags li')).toEqual(['sand', 'wind']);
    expect(texts('.feeds a')).toEqual(['All essays', 'https://dunes.example/atom']);
    expect(text('.untold')).toBe(
      'The page does not tell: description, site, type, author, modified, audio, logo, theme colour.',
    );
  });

  it.each(['#ec644b', 'tomato', 'rgb(1 2 3 / 50%)', 'hsla(1, 2%, 3%, 0.5)'])('paints the theme colour %s', (colour) => {
    const { body } = show({ themeColor: colour });
    expect(rowOf(body, 'Theme colour').querySelector('circle')?.getAttribute('fill')).toBe(colour);
  });

  it('tells a theme colour that is none without painting it', () => {
    const { body } = show({ themeColor: 'url(https://evil.example/#a)' });
    expect(rowOf(body, 'Theme colour').textContent).toBe('Theme coloururl(https://evil.example/#a)');
    expect(rowOf(body, 'Theme colour').querySelector('svg')).toBeNull();
  });

  it('says so where the page tells nothing at all', () => {
    const { body, text } = show({});
    expect(body.querySelector('table')).toBeNull();
    expect(text('.untold')).toBe('The page says nothing about itself.');
  });

  it('tells what only some pages have, and all of what one was chosen of', () => {
    const { body } = show({
      offers: [
        { price: 24.5, currency: 'EUR', availability: 'InStock' },
        { price: 3, currency: 'shells', availability: null },
        { price: 4, currency: null, availability: null },
      ],
      alternates: [{ lang: 'de', url: 'https://dunes.example/de' }],
      amp: 'https://dunes.example/amp',
      appLinks: [
        { platform: 'ios', url: null, appId: '123', appName: 'Dunes' },
        { platform: 'web', url: 'https://dunes.example/app', appId: null, appName: null },
      ],
      manifest: 'https://dunes.example/site.webmanifest',
      frames: ['https://maps.example/embed', 'javascript:alert(1)'],
      icons: [ICON, { ...ICON, sizes: '180x180' }],
      videos: [media('https://dunes.example/film.mp4')],
    });
    const row = (label: string) => rowOf(body, label).querySelector('td')?.textContent;
    expect([...rowOf(body, 'Offers').querySelectorAll('li')].map(({ textContent }) => textContent)).toEqual([
      '€24.50 · InStock',
      '3 shells',
      '4',
    ]);
    expect(row('Other languages')).toBe('de https://dunes.example/de');
    expect(row('AMP')).toBe('https://dunes.example/amp');
    expect(row('Apps')).toBe('ios Dunes · 123web https://dunes.example/app');
    expect(row('Web manifest')).toBe('https://dunes.example/site.webmanifest');
    expect(rowOf(body, 'Frames').querySelectorAll('li')).toHaveLength(2);
    expect(rowOf(body, 'Frames').querySelectorAll('a')).toHaveLength(1);
    expect(rowOf(body, 'All icons').querySelectorAll('a')).toHaveLength(2);
    expect(() => rowOf(body, 'All videos')).toThrow('There is no row All videos.');
  });

  it('leaves nothing to name where the page tells everything', () => {
    const link = 'https://dunes.example/a';
    const { body } = show({
      ...{ title: 'A', description: 'B', siteName: 'C', type: 'D', author: 'E', lang: 'F', themeColor: 'red' },
      ...{ publishedAt: '2026-01-02T03:04:05.000Z', modifiedAt: '2026-01-02T03:04:05.000Z', canonicalUrl: link },
      ...{ image: IMAGE, video: media(link), audio: media(link), icon: ICON, logo: link, keywords: ['G'] },
      feeds: [{ url: link, title: null, type: 'application/rss+xml' }],
    });
    expect(body.querySelectorAll('tbody tr')).toHaveLength(17);
    expect(body.querySelector('.untold')).toBeNull();
  });
});

describe('the image candidates', () => {
  it('stand in the order of the answer, with a name and what is known of their size', () => {
    const images = [
      IMAGE,
      media('https://cdn.example/?id=7'),
      media('https://cdn.example/b.webp', { type: 'image/webp' }),
    ];
    const { texts, find } = show({ images });
    expect(texts('.candidates li')).toEqual([
      'dunes.png1200 × 630',
      'https://cdn.example/?id=7size not told',
      'b.webpimage/webp',
    ]);
    expect(find('.candidates li:nth-child(2) img').getAttribute('alt')).toBe('Candidate 2');
  });

  it('are cut at twelve, and the rest is counted', () => {
    const images = Array.from({ length: 15 }, (_, index) => media(`https://cdn.example/${index}.png`));
    const { body, texts } = show({ images });
    expect(body.querySelectorAll('.candidates li')).toHaveLength(12);
    expect(texts('.untold')).toContain('3 more in the JSON below.');
  });

  it('are left out where there are none', () => {
    expect(show({}).body.querySelector('.candidates')).toBeNull();
  });
});

describe('what else is told', () => {
  it('is the whole answer as JSON, exactly', () => {
    const { text } = show({ title: 'A "quoted": title', jsonLd: [{ name: ['x'] }] });
    const json = JSON.parse(text('.json pre') ?? '') as Metadata;
    expect(json).toEqual({ ...NOTHING, title: 'A "quoted": title', jsonLd: [{ name: ['x'] }] });
  });

  it('is the request for a terminal, quoted so that a shell takes it as it is', () => {
    const { text } = show({}, "https://dunes.example/it's?a=b&c=$HOME");
    expect(text('.request code')).toBe(
      "curl 'http://localhost:3000/v1/metadata?url=https%3A%2F%2Fdunes.example%2Fit%27s%3Fa%3Db%26c%3D%24HOME'",
    );
  });

  it('is the response: its status, its type, its encoding', () => {
    expect(show({}).texts('.facts li').slice(0, 3)).toEqual(['HTTP 200', 'text/html', 'utf-8']);
    expect(show({ contentType: null, charset: null }).texts('.facts li')).toHaveLength(3);
  });

  it('is that the site turned the reader away', () => {
    const { text } = show({ sources: { blocked: 'Just a moment…' } });
    expect(text('.notice')).toBe(
      'The site turned the reader away (Just a moment…), so there is nothing of the page itself.',
    );
  });
});
