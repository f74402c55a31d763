import { createGuardedFetch, type GuardedFetch, parseCidrs } from '@exemplar/http-kit';
import { html, type Origin, redirect, respond, startOrigin } from '@exemplar/testing';

import type { Loaded, Validators } from '../cache/page-cache.ts';
import { loadPage } from './load-page.ts';
import type { Metadata } from './page-facts.ts';
import { createTimings } from './timings.ts';

const MODIFIED = 'Thu, 01 Jan 2026 00:00:00 GMT';

const NOTHING = { title: null, byline: null, excerpt: null, siteName: null, publishedTime: null, lang: null };
const EXCERPT = 'What a reader view shows of the page, in a sentence of its own.';
const LONG = '<title>A page</title><div>' + '<span>Some words.</span> '.repeat(50);
const ALL = undefined as readonly (keyof Metadata)[] | undefined;

const workers = {
  readPdf: () => Promise.resolve(null),
  readDom: (html: string) => {
    expect(html).toBe(LONG);
    return Promise.resolve({ ...NOTHING, excerpt: EXCERPT });
  },
};

const bodyOf = (loaded: Loaded): Metadata => {
  if (loaded.kind !== 'answer') throw new Error('nothing was loaded');
  return JSON.parse(loaded.answer.body.toString()) as Metadata;
};

describe('loadPage', () => {
  let origin: Origin;
  let pages: GuardedFetch;

  beforeAll(async () => {
    origin = await startOrigin({
      '/page': html('<title>A page</title>', {
        etag: '"v1"',
        'last-modified': MODIFIED,
        'cache-control': 'max-age=60',
      }),
      '/moved': redirect('/page'),
      '/undescribed': html(LONG),
      '/described': html(`<meta name="description" content="What it is about">${LONG}`),
      '/text': respond({ body: LONG, headers: { 'content-type': 'text/plain' } }),
      '/plain': html('<title>A page</title>'),
      '/long-tag': html('', { etag: `"${'v'.repeat(300)}"` }),
      '/unchanged': respond({ status: 304, headers: { 'cache-control': 'max-age=30' } }),
    });
    pages = createGuardedFetch({ allowCidrs: parseCidrs('127.0.0.1/32'), allowPorts: '*' });
  });

  afterAll(async () => {
    pages.close();
    await origin.close();
  });

  const load = (path: string, previous: Validators | null = null, { useDom = false, fields = ALL } = {}) => {
    const freshness = { defaultMs: 5000, minMs: 1000, maxMs: 100_000 };
    const options = {
      pages,
      timeoutMs: 5000,
      maxRedirects: 3,
      freshness,
      countBytes: () => undefined,
      workers,
      useDom,
    };
    const wanted = { oembed: false, probe: false, candidates: false, fields };
    return loadPage(options, origin.url + path, wanted, { previous, timings: createTimings() });
  };

  it('tells for how long an answer is good, and how to ask whether it still is', async () => {
    expect(await load('/page')).toMatchObject({
      kind: 'answer',
      lifetimeMs: 60_000,
      validators: { etag: '"v1"', lastModified: MODIFIED },
    });
    expect(await load('/plain')).toMatchObject({ lifetimeMs: 5000, validators: { etag: null, lastModified: null } });
  });

  it.each(['/moved', '/long-tag'])('keeps no validators that are not worth it: %s', async (path) => {
    expect(await load(path)).toMatchObject({ validators: { etag: null, lastModified: null } });
  });

  it('has a DOM read a page that no tag describes', async () => {
    expect(bodyOf(await load('/undescribed', null, { useDom: true }))).toMatchObject({
      title: 'A page',
      description: EXCERPT,
      sources: { description: 'readability:excerpt' },
    });
  });

  it.each([
    ['/undescribed', { useDom: false }],
    ['/undescribed', { useDom: true, fields: ['title', 'sources'] as const }],
    ['/plain', { useDom: true }],
    ['/described', { useDom: true }],
    ['/text', { useDom: true }],
  ])('needs no DOM for %s with %j', async (path, options) => {
    const { sources } = bodyOf(await load(path, null, options));
    expect(sources.description).not.toBe('readability:excerpt');
  });

  it('asks whether what is kept is still the same', async () => {
    const previous = { etag: '"v1"', lastModified: MODIFIED };
    expect(await load('/unchanged', previous)).toEqual({ kind: 'unchanged', lifetimeMs: 30_000 });
    expect(origin.requests.at(-1)?.headers).toMatchObject({
      'if-none-match': '"v1"',
      'if-modified-since': MODIFIED,
    });
  });
});
