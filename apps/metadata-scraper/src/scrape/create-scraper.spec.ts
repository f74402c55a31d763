import { createGuardedFetch, type GuardedFetch, parseCidrs } from '@exemplar/http-kit';
import { html, type Origin, startOrigin } from '@exemplar/testing';

import type { CacheState, PageCache } from '../cache/page-cache.ts';
import { createScraper, type Scraped } from './create-scraper.ts';

const OPTIONS = { fresh: false, oembed: false, probe: false, candidates: false };

/** A cache that keeps nothing, and says of every answer that it came about like this. */
const cacheSaying = (state: CacheState): PageCache => ({
  peek: () => undefined,
  get: async (_, load) => {
    const loaded = await load(null);
    if (loaded.kind !== 'answer') throw new TypeError('nothing was loaded');
    return { answer: loaded.answer, ageMs: 0, freshMs: 0, state };
  },
  close: () => Promise.resolve(),
});

describe('createScraper', () => {
  let origin: Origin;
  let pages: GuardedFetch;

  beforeAll(async () => {
    origin = await startOrigin({ '/': html('<title>A page</title>') });
    pages = createGuardedFetch({ allowCidrs: parseCidrs('127.0.0.1/32'), allowPorts: '*' });
  });

  afterAll(async () => {
    pages.close();
    await origin.close();
  });

  const scrape = (state: CacheState): Promise<Scraped> => {
    const scraper = createScraper({
      pages,
      cache: cacheSaying(state),
      timeoutMs: 5000,
      maxRedirects: 3,
      freshness: { defaultMs: 1000, minMs: 0, maxMs: 10_000 },
      countBytes: () => undefined,
      workers: { readDom: () => Promise.resolve(null), readPdf: () => Promise.resolve(null) },
      useDom: false,
    });
    return scraper.scrape(new URL(origin.url), OPTIONS);
  };

  it('tells who waited what took its time', async () => {
    expect((await scrape('MISS')).timing).toMatch(/^fetch;dur=/);
  });

  it('tells nobody what a refresh takes in the background', async () => {
    expect((await scrape('STALE')).timing).toBe('');
  });
});
