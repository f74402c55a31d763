import type { Server } from 'node:http';

import request from 'supertest';

import {
  encoded,
  html,
  json,
  type Origin,
  redirect,
  reset,
  respond,
  slowBody,
  stall,
  startOrigin,
} from '@exemplar/testing';

import type * as main from './main.ts';
import { METADATA_KEYS } from './routes/metadata-schema.ts';

const png = Buffer.from(
  '89504e470d0a1a0a0000000d49484452000004b0000002760806000000f4782a0d0000000049454e44ae426082',
  'hex',
);

const ARTICLE = `<!doctype html><html lang="en"><head><meta charset="utf-8">
<title>A title &amp; more</title>
<meta property="og:title" content="The  title"><meta name="description" content="What it is about">
<meta property="og:site_name" content="The Site"><meta property="og:type" content="article">
<meta property="og:image" content="/cover.png"><meta property="og:image:alt" content="A cover">
<meta property="article:published_time" content="2026-01-02T03:04:05Z">
<link rel="canonical" href="/canonical"><link rel="icon" href="/icon.png" sizes="32x32" type="image/png">
<link rel="alternate" type="application/rss+xml" title="Feed" href="/feed.xml">
<link rel="alternate" type="application/json+oembed" href="/oembed">
<script type="application/ld+json">{"@type":"Article","author":{"name":"Ada Lovelace"}}</script>
</head><body><h1>The title</h1><p>${'Text '.repeat(200)}</p></body></html>
`;

process.env = {
  ...process.env,
  PORT: '0',
  ADMIN_PORT: '0',
  HOST: '127.0.0.1',
  LOG_LEVEL: 'error',
  OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32',
  OUTBOUND_ALLOW_PORTS: '*',
  REQUEST_TIMEOUT_MS: '700',
  MAX_REDIRECTS: '3',
  ORIGIN_BREAKER_FAILURES: '0',
  DRAIN_DELAY_MS: '0',
  DOM_FALLBACK: 'off',
};

type Main = typeof main;

interface Problem {
  readonly code: string;
  readonly detail: string;
  readonly upstreamStatus?: number;
}

describe('the metadata scraper', () => {
  let service: Main['service'];
  let origin: Origin;

  beforeAll(async () => {
    ({ service } = await import('./main.ts'));
    origin = await startOrigin({
      '/article': html(ARTICLE),
      '/oembed': json({ type: 'rich', html: '<b>hi</b>' }),
      '/cover.png': respond({ body: png, headers: { 'content-type': 'image/png' } }),
      '/icon.png': respond({ body: png, headers: { 'content-type': 'image/png' } }),
      '/lasting': html(ARTICLE, { 'cache-control': 'max-age=60' }),
      '/endless': slowBody({ start: ARTICLE.slice(0, ARTICLE.indexOf('</body>')), chunk: ' ', everyMs: 20 }),
      '/moved': redirect('/article'),
      '/loop': redirect('/loop'),
      '/private': redirect('http://10.0.0.1/'),
      '/mail': redirect('mailto:a@b.example'),
      '/missing': respond({ status: 404, body: 'no' }),
      '/stall': stall(),
      '/reset': reset(),
      '/cut': reset(ARTICLE.slice(0, ARTICLE.indexOf('</body>'))),
      '/cut-head': reset('<!doctype html><title>only a beginn'),
      '/drip': slowBody({ start: ARTICLE, chunk: ' ', everyMs: 20 }),
      '/gzip': encoded({ encoding: 'gzip', body: ARTICLE }),
      '/untyped': respond({ body: ARTICLE }),
      '/odd-type': respond({ body: ARTICLE, headers: { 'content-type': 'nonsense' } }),
      '/untyped-empty': respond(),
      '/video': respond({ body: 'x', headers: { 'content-type': 'video/mp4' } }),
      '/audio': respond({ body: 'x', headers: { 'content-type': 'audio/ogg' } }),
      '/document': respond({ body: '%PDF', headers: { 'content-type': 'application/pdf' } }),
      '/no-image': respond({ body: 'x', headers: { 'content-type': 'image/png' } }),
      '/bare': html('<p>'),
      '/oembed-fails': html('<link rel="alternate" type="application/json+oembed" href="/missing">'),
      '/oembed-list': html('<link rel="alternate" type="application/json+oembed" href="/list">'),
      '/list': json([1]),
      '/broken-image': html('<meta property="og:image" content="/missing"><link rel=icon href="/reset">'),
    });
  });

  afterAll(async () => {
    await service.stop();
    await origin.close();
  });

  const get = (query: Readonly<Record<string, string>>): request.Test =>
    request(service.url).get('/v1/metadata').query(query);
  const read = async (path: string, query: Readonly<Record<string, string>> = {}) => {
    const answer = await get({ url: origin.url + path, ...query }).expect(200);
    return answer.body as Record<string, unknown>;
  };
  const fails = async (url: string, status: number): Promise<Problem> => {
    const answer = await get({ url })
      .expect(status)
      .expect('content-type', /^application\/problem\+json/);
    expect(answer.body).toMatchObject({ status, instance: '/v1/metadata', requestId: answer.headers['x-request-id'] });
    return answer.body as Problem;
  };

  it('tells what a page says of itself, with no key missing', async () => {
    const metadata = await read('/article');
    expect(Object.keys(metadata).sort()).toEqual([...METADATA_KEYS].sort());
    const image = { url: `${origin.url}/cover.png`, width: null, height: null, alt: 'A cover', type: null };
    expect(metadata).toMatchObject({
      url: `${origin.url}/article`,
      finalUrl: `${origin.url}/article`,
      canonicalUrl: `${origin.url}/canonical`,
      status: 200,
      contentType: 'text/html',
      charset: 'utf-8',
      type: 'article',
      title: 'The title',
      description: 'What it is about',
      siteName: 'The Site',
      author: 'Ada Lovelace',
      publishedAt: '2026-01-02T03:04:05.000Z',
      modifiedAt: null,
      lang: 'en',
      image,
      images: [image],
      icon: { url: `${origin.url}/icon.png`, sizes: '32x32', type: 'image/png' },
      feeds: [{ url: `${origin.url}/feed.xml`, title: 'Feed', type: 'application/rss+xml' }],
      oembed: null,
      openGraph: { 'og:title': 'The title' },
      jsonLd: [{ '@type': 'Article', author: { name: 'Ada Lovelace' } }],
      sources: { title: 'og:title', description: 'description' },
    });
  });

  it('follows redirects and keeps the fragment of what was asked', async () => {
    expect(await read('/moved#part')).toMatchObject({
      url: `${origin.url}/moved#part`,
      finalUrl: `${origin.url}/article`,
    });
  });

  it('gives only the fields asked for', async () => {
    expect(await read('/article', { fields: 'title,lang' })).toEqual({ title: 'The title', lang: 'en' });
  });

  it('answers from the cache, unless a fresh copy is asked for, and tells which', async () => {
    const path = '/article?cached';
    const asked = (): number => origin.requests.filter(({ url }) => url === path).length;
    const first = await get({ url: origin.url + path }).expect('x-cache', 'MISS');
    const again = await get({ url: origin.url + path }).expect('x-cache', 'HIT');
    expect(again.body).toEqual(first.body);
    expect(asked()).toBe(1);
    await get({ url: origin.url + path, fresh: 'true' }).expect('x-cache', 'BYPASS');
    expect(asked()).toBe(2);
    await get({ url: origin.url + path })
      .set('if-none-match', String(again.headers.etag))
      .expect(304);
  });

  it('tells caches and people how old an answer is, for how long it is good, and what took its time', async () => {
    const url = `${origin.url}/lasting`;
    const first = await get({ url });
    expect(first.headers).toMatchObject({ age: '0', 'cache-control': 'public, max-age=60' });
    expect(first.headers['server-timing']).toMatch(/^fetch;dur=\d+\.\d, read;dur=\d+\.\d$/);
    const again = await get({ url });
    expect(again.headers).toMatchObject({ age: '0', 'cache-control': 'public, max-age=60', 'x-cache': 'HIT' });
    expect(again.headers).not.toHaveProperty('server-timing');
  });

  it('gives some fields, and other fragments, of a page that is kept as a whole', async () => {
    const path = '/article?whole';
    await read(path);
    expect(await read(path, { fields: 'title,url' })).toEqual({ url: origin.url + path, title: 'The title' });
    expect(await read(`${path}#part`)).toMatchObject({ url: `${origin.url}${path}#part`, title: 'The title' });
    expect(await read(`${path}#part`, { fields: 'lang' })).toEqual({ lang: 'en' });
    expect(origin.requests.filter(({ url }) => url === path)).toHaveLength(1);
    expect(await read('/article?some#part', { fields: 'lang' })).toEqual({ lang: 'en' });
  });

  it('reads no further than the fields take that are asked for', async () => {
    expect(await read('/endless', { fields: 'title,url' })).toEqual({
      url: `${origin.url}/endless`,
      title: 'The title',
    });
  });

  it('asks the provider for its oEmbed answer', async () => {
    expect(await read('/article', { oembed: 'true' })).toMatchObject({ oembed: { type: 'rich', html: '<b>hi</b>' } });
  });

  it.each(['/bare', '/oembed-fails', '/oembed-list'])('has no oEmbed answer where there is none: %s', async (path) => {
    expect(await read(path, { oembed: 'true' })).toMatchObject({ status: 200, oembed: null });
  });

  it('reads the first bytes of images and icons', async () => {
    const metadata = await read('/article', { probe: 'true' });
    expect(metadata.image).toMatchObject({ width: 1200, height: 630, type: 'image/png', alt: 'A cover' });
    expect(metadata.icon).toMatchObject({ sizes: '1200x630', type: 'image/png' });
  });

  it('leaves an image that cannot be read as it was declared', async () => {
    const metadata = await read('/broken-image', { probe: 'true' });
    expect(metadata.image).toMatchObject({ url: `${origin.url}/missing`, width: null });
    expect(metadata.icon).toMatchObject({ url: `${origin.url}/reset` });
  });

  it('probes a page without images', async () => {
    expect(await read('/bare', { probe: 'true' })).toMatchObject({ image: null, icon: null });
  });

  it.each(['/gzip', '/untyped', '/cut', '/drip'])('makes the best of %s', async (path) => {
    expect(await read(path)).toMatchObject({ title: 'The title', author: 'Ada Lovelace' });
  });

  it('tells of an image its size, as its own image', async () => {
    expect(await read('/cover.png')).toMatchObject({
      contentType: 'image/png',
      charset: null,
      title: null,
      image: { url: `${origin.url}/cover.png`, width: 1200, height: 630, type: 'image/png' },
      sources: { image: 'resource' },
    });
  });

  it.each([
    ['/video', { video: { type: 'video/mp4' } }],
    ['/audio', { audio: { type: 'audio/ogg' } }],
    ['/document', { contentType: 'application/pdf', title: null }],
    ['/no-image', { image: { width: null, height: null } }],
    ['/untyped-empty', { contentType: null, title: null }],
    ['/bare', { contentType: 'text/html', title: null, images: [] }],
  ])('tells what can be told of %s', async (path, expected) => {
    expect(await read(path)).toMatchObject(expected);
  });

  it('reads a page of a type that is none by its first bytes', async () => {
    expect(await read('/odd-type')).toMatchObject({ contentType: null, title: 'The title' });
  });

  it.each([
    ['nonsense', 400, 'invalid-url'],
    ['ftp://example.com/', 400, 'invalid-url'],
    ['https://user:secret@example.com/', 400, 'invalid-url'],
    ['https://:secret@example.com/', 400, 'invalid-url'],
    ['http://10.0.0.1/', 403, 'blocked-target'],
    ['http://127.0.0.2/', 403, 'blocked-target'],
    ['http://[::1]/', 403, 'blocked-target'],
    ['http://2130706434/', 403, 'blocked-target'],
  ])('refuses %s', async (url, status, code) => {
    const problem = await fails(url, status);
    expect(problem.code).toBe(code);
    expect(problem.detail).not.toContain('secret');
  });

  it.each([
    ['/private', 403, 'blocked-target'],
    ['/mail', 403, 'blocked-target'],
    ['/loop', 502, 'upstream-redirects'],
    ['/reset', 502, 'upstream-unreachable'],
    ['/cut-head', 502, 'upstream-unreachable'],
    ['/missing', 502, 'upstream-status'],
    ['/stall', 504, 'upstream-timeout'],
  ])('says what went wrong with %s', async (path, status, code) => {
    expect((await fails(origin.url + path, status)).code).toBe(code);
  });

  it("carries the origin's status", async () => {
    expect((await fails(`${origin.url}/missing`, 502)).upstreamStatus).toBe(404);
  });

  it.each([
    [{}, 'url'],
    [{ url: 'https://example.com/', color: 'red' }, 'color'],
    [{ url: 'https://example.com/', fresh: 'perhaps' }, 'fresh'],
    [{ url: 'https://example.com/', fields: 'title,colour' }, 'colour'],
  ])('refuses the parameters %j, naming the wrong one', async (query, named) => {
    const answer = await get(query).expect(400);
    expect(answer.body).toMatchObject({ code: 'invalid-request', detail: expect.stringContaining(named) as string });
  });

  it('answers a batch line by line, each with its metadata or its problem', async () => {
    const urls = [`${origin.url}/article`, 'nonsense', `${origin.url}/missing`];
    const answer = await request(service.url as unknown as Server)
      .post('/v1/metadata/batch')
      .query({ fields: 'title' })
      .send({ urls })
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          done(null, text);
        });
      })
      .expect(200)
      .expect('content-type', /^application\/x-ndjson/);
    const lines = String(answer.body).trimEnd().split('\n');
    const results = lines.map((line) => JSON.parse(line) as { readonly index: number });
    expect(results.sort((a, b) => a.index - b.index)).toMatchObject([
      { index: 0, metadata: { title: 'The title' } },
      { index: 1, problem: { code: 'invalid-url', status: 400 } },
      { index: 2, problem: { code: 'upstream-status', upstreamStatus: 404 } },
    ]);
  });

  it.each([[[]], [Array.from({ length: 101 }, () => 'https://example.com/')]])(
    'refuses a batch of the wrong size',
    async (urls) => {
      const answer = await request(service.url as unknown as Server)
        .post('/v1/metadata/batch')
        .send({ urls })
        .expect(400);
      expect(answer.body).toMatchObject({ code: 'invalid-request' });
    },
  );

  it('serves the playground under a policy that lets nothing of a page run', async () => {
    const answer = await request(service.url as unknown as Server)
      .get('/')
      .expect(200);
    expect(answer.text).toContain('<html');
    expect(answer.headers['content-security-policy']).toContain("script-src 'self'");
  });
});
