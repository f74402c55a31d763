import type { BodyFacts } from '../scrape/page-facts.ts';
import type { PdfReader } from './read-pdf.ts';
import { readResource } from './read-resource.ts';
import { resourceKind } from './resource-kind.ts';

const URL = 'https://site.example/a/file';
const NO_PDF: PdfReader = () => Promise.resolve(null);

const read = async (
  contentType: string,
  body: string | Uint8Array,
  { headers = {}, readPdf = NO_PDF } = {},
): Promise<BodyFacts> => {
  const kind = await resourceKind(contentType, new Uint8Array());
  if (kind === 'html') throw new TypeError('a page is no resource');
  const bytes = Buffer.from(body);
  const chunks = async function* () {
    for (let start = 0; start < bytes.length; start += 50)
      yield await Promise.resolve(bytes.subarray(start, start + 50));
  };
  return readResource(kind, { url: URL, headers, declaredType: contentType, contentType, body: chunks() }, readPdf);
};

const RSS = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>
  <title>News &amp; more</title><link>https://site.example/</link><atom:link rel="self" href="/feed.xml"/>
  <description><![CDATA[<p>All the news</p>]]></description><language>en-us</language>
  <image><title>Logo</title><url>/logo.png</url></image>
  <pubDate>Fri, 02 Jan 2026 03:04:05 GMT</pubDate><lastBuildDate>Sat, 03 Jan 2026 03:04:05 GMT</lastBuildDate>
  <item><title>An entry</title><author>Bob</author></item></channel></rss>`;

const ATOM = `<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Neues</title><subtitle>Von hier</subtitle>
  <link rel="self" href="/feed.xml"/><link href="/"/><author><name>Ada Lovelace</name></author>
  <updated>2026-01-02T03:04:05Z</updated><logo>logo.png</logo><icon>/icon.png</icon>
  <entry><title>Ein Eintrag</title></entry></feed>`;

describe('a feed', () => {
  it('tells what an RSS channel says of itself, and nothing of its entries', async () => {
    expect(await read('application/rss+xml', RSS)).toMatchObject({
      charset: 'utf-8',
      title: 'News & more',
      description: 'All the news',
      canonicalUrl: 'https://site.example/',
      lang: 'en-US',
      author: null,
      publishedAt: '2026-01-02T03:04:05.000Z',
      modifiedAt: '2026-01-03T03:04:05.000Z',
      image: { url: 'https://site.example/logo.png' },
      images: [{ url: 'https://site.example/logo.png' }],
      icon: null,
      icons: [],
      sources: { title: 'feed', image: 'feed' },
    });
  });

  it('tells what an Atom feed says of itself', async () => {
    expect(await read('application/atom+xml', ATOM)).toMatchObject({
      title: 'Neues',
      description: 'Von hier',
      canonicalUrl: 'https://site.example/',
      lang: 'de',
      author: 'Ada Lovelace',
      modifiedAt: '2026-01-02T03:04:05.000Z',
      image: { url: 'https://site.example/a/logo.png' },
      icon: { url: 'https://site.example/icon.png', sizes: null, type: null },
    });
  });

  it('says nothing where there is nothing', async () => {
    const facts = await read('application/rss+xml', '<rss><channel><title> </title></channel></rss>');
    expect(facts).toMatchObject({ title: null, canonicalUrl: null, image: null, sources: {} });
  });

  it('is not read on without end', async () => {
    const long = `<rss><channel>${`<x>${'y'.repeat(20_000)}</x>`.repeat(20)}<title>Too late</title>`;
    expect((await read('application/rss+xml', long)).title).toBeNull();
  });

  it('is not read on where it nests as no feed does', async () => {
    const nested = `<rss><channel><title>A feed</title>${'<x>'.repeat(50)}</x><link>/late</link>`;
    expect(await read('application/rss+xml', nested)).toMatchObject({ title: 'A feed', canonicalUrl: null });
  });

  it('says the same whatever follows its first entry', async () => {
    const facts = await read('application/rss+xml', `${RSS}${'<title>late</title>'.repeat(1000)}`);
    expect(facts.title).toBe('News & more');
  });
});

describe('JSON', () => {
  it('tells what a JSON feed says of itself', async () => {
    const feed = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'A feed',
      description: 'What it is about',
      home_page_url: '/',
      language: 'en',
      icon: '/icon.png',
      favicon: '/favicon.png',
      authors: [{ name: 'Ann' }, { name: 'Bob' }],
    };
    expect(await read('application/feed+json', `\ufeff${JSON.stringify(feed)}`)).toMatchObject({
      title: 'A feed',
      description: 'What it is about',
      canonicalUrl: 'https://site.example/',
      lang: 'en',
      author: 'Ann, Bob',
      image: { url: 'https://site.example/icon.png' },
      icon: { url: 'https://site.example/favicon.png' },
      sources: { title: 'feed', icon: 'feed' },
    });
  });

  it('takes no wrong value of a JSON feed', async () => {
    const feed = { version: 'https://jsonfeed.org/version/1', title: 1, authors: 'Ann', icon: 'javascript:alert(1)' };
    expect(await read('application/json', JSON.stringify(feed))).toMatchObject({
      title: null,
      author: null,
      images: [],
      icons: [],
      sources: {},
    });
  });

  it('tells what linked data says', async () => {
    const data = {
      '@context': 'https://schema.org',
      '@type': 'Article',
      headline: 'A </script> headline',
      author: 'Ann Lee',
    };
    expect(await read('application/ld+json', JSON.stringify(data))).toMatchObject({
      contentType: 'application/ld+json',
      charset: 'utf-8',
      title: 'A </script> headline',
      author: 'Ann Lee',
      jsonLd: [data],
    });
  });

  it('tells no more authors than a feed has', async () => {
    const feed = { version: 'https://jsonfeed.org/version/1', authors: Array(30).fill({ name: 'Ann' }) };
    expect((await read('application/json', JSON.stringify(feed))).author?.split(', ')).toHaveLength(20);
  });

  it.each(['{"title":"data"}', '[1]', 'nonsense', '', `{"@context":${'['.repeat(90_000)}${']'.repeat(90_000)}}`])(
    'says nothing of itself otherwise: %s',
    async (json) => {
      expect(await read('application/json', json)).toMatchObject({ title: null, sources: {} });
    },
  );
});

describe('text', () => {
  it('has a charset, and no title', async () => {
    const body = Buffer.concat([Buffer.from('# Not a heading, Gr'), Buffer.from([0xfc]), Buffer.from('n')]);
    expect(await read('text/plain', body)).toMatchObject({ title: null, charset: 'windows-1252', sources: {} });
  });

  it('has a title where it is Markdown with a heading', async () => {
    expect(await read('text/markdown', 'Before\n\n# The  title #\n\ntext')).toMatchObject({
      title: 'The title',
      sources: { title: 'markdown' },
    });
    expect((await read('text/markdown', 'text '.repeat(20_000))).title).toBeNull();
  });
});

describe('a PDF', () => {
  const NOTHING = {
    title: null,
    author: null,
    subject: null,
    keywords: null,
    createdAt: null,
    modifiedAt: null,
    lang: null,
  };

  it('tells what it says of itself', async () => {
    const readPdf = (bytes: Uint8Array) =>
      Promise.resolve({
        ...NOTHING,
        title: `A paper of ${bytes.length}`,
        keywords: 'one, two',
        createdAt: '2026-01-02T03:04:05.000Z',
        lang: 'en-us',
      });
    expect(await read('application/pdf', '%PDF-1.7', { readPdf })).toMatchObject({
      title: 'A paper of 8',
      description: null,
      keywords: ['one', 'two'],
      publishedAt: '2026-01-02T03:04:05.000Z',
      lang: 'en-US',
      sources: { title: 'pdf', publishedAt: 'pdf', lang: 'pdf' },
    });
    expect(await read('application/pdf', '%PDF', { readPdf: () => Promise.resolve(NOTHING) })).toMatchObject({
      title: null,
      keywords: [],
      sources: {},
    });
  });

  it('says nothing where it cannot be read', async () => {
    expect(await read('application/pdf', 'nonsense')).toMatchObject({ title: null, sources: {} });
  });
});

describe('media', () => {
  it.each([
    ['video/mp4', 'video', 'videos'],
    ['audio/ogg', 'audio', 'audios'],
    ['image/png', 'image', 'images'],
  ] as const)('are their own: %s', async (type, one, all) => {
    const facts = await read(type, 'bytes');
    const itself = { url: URL, width: null, height: null, alt: null, type };
    expect(facts).toMatchObject({ [one]: itself, [all]: [itself], sources: { [one]: 'resource' } });
  });
});

describe('headers', () => {
  it('tell what the bytes do not', async () => {
    const headers = { 'content-language': 'fr', 'last-modified': 'Fri, 02 Jan 2026 03:04:05 GMT' };
    expect(await read('application/zip', '', { headers })).toMatchObject({
      lang: 'fr',
      modifiedAt: '2026-01-02T03:04:05.000Z',
      sources: { lang: 'header', modifiedAt: 'header' },
    });
    expect(await read('application/atom+xml', ATOM, { headers })).toMatchObject({
      lang: 'de',
      sources: { lang: 'feed' },
    });
  });

  it('tell the name of a file that has no title of its own', async () => {
    const headers = { 'content-disposition': 'inline; filename="Dunes at dawn.png"' };
    const named = { title: 'Dunes at dawn.png', sources: { title: 'header' } };
    expect(await read('image/png', 'bytes', { headers })).toMatchObject(named);
    expect(await read('application/pdf', '%PDF', { headers })).toMatchObject(named);
    expect(await read('application/zip', '', { headers })).toMatchObject(named);
    expect((await read('text/markdown', '# A heading', { headers })).title).toBe('A heading');
    expect((await read('application/json', '{}', { headers })).title).toBeNull();
  });
});
