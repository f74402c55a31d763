import fc from 'fast-check';

import { createGuardedFetch, type GuardedFetch, OutboundError, parseCidrs } from '@exemplar/http-kit';
import { type DnsServer, html, malformed, type Origin, startDnsServer, startOrigin } from '@exemplar/testing';

import { lifetimeOf } from '../cache/lifetime-of.ts';
import { createExtraction } from '../extract/index.ts';
import { cacheHeaders, fuzz, locations, refreshes } from './fuzz.ts';

/** Locations that readers of URLs disagree on. */
const ODD_LOCATIONS: readonly string[] = [
  '//',
  'http:///',
  '\\\\10.0.0.1\\',
  'http://[',
  ' javascript:x',
  '?%',
  '\u00ff',
];

const REFUSALS: ReadonlySet<string> = new Set(['blocked-target', 'upstream-redirects', 'upstream-unreachable']);

const isFit = (url: string): boolean => /^https?:\/\/[^/@]+\//.test(url) && URL.parse(url)?.href === url;

describe('a redirect to anywhere', () => {
  let dns: DnsServer;
  let origin: Origin;
  let pages: GuardedFetch;

  beforeAll(async () => {
    dns = await startDnsServer({ '*': { addresses: ['10.0.0.1'] } });
    origin = await startOrigin({ '*': html('<title>A page</title>') });
    pages = createGuardedFetch({
      allowCidrs: parseCidrs('127.0.0.1/32'),
      allowPorts: [origin.port],
      breakerFailures: 0,
      resolver: { servers: [dns.server] },
    });
  });

  afterAll(async () => {
    pages.close();
    await Promise.all([dns.close(), origin.close()]);
  });

  /** Where the scraper arrives; null where it is told a reason not to go. */
  const arrive = async (location: string): Promise<string | null> => {
    const head = `HTTP/1.1 302 Found\r\nlocation: ${location}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n`;
    origin.on('/start', malformed(Buffer.from(head, 'latin1')));
    try {
      const page = await pages.openPage(`${origin.url}/start`);
      page.close();
      return page.url;
    } catch (error) {
      if (error instanceof OutboundError && REFUSALS.has(error.code)) return null;
      throw error;
    }
  };
  const isSafe = (url: string | null): boolean => url === null || (isFit(url) && url.startsWith(`${origin.url}/`));

  it('ends at a place that may be asked, or with a reason', async () => {
    await fuzz(
      fc.asyncProperty(locations, async (location) => {
        expect([location, isSafe(await arrive(location))]).toEqual([location, true]);
      }),
    );
  });

  it.each(ODD_LOCATIONS)('does so where readers of URLs disagree, too: %s', async (location) => {
    expect(isSafe(await arrive(location))).toBe(true);
  });
});

describe('a refresh to anywhere', () => {
  it('is a URL to ask for after some seconds, or nowhere', async () => {
    await fuzz(
      fc.property(refreshes, (content) => {
        const extraction = createExtraction({ url: 'https://site.example/a/page', contentType: 'text/html' });
        const attribute = content.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
        extraction.write(Buffer.from(`<meta charset=utf-8><meta http-equiv=refresh content="${attribute}">`));
        const { metaRefresh } = extraction.end();
        expect(metaRefresh === null || (isFit(metaRefresh.url) && metaRefresh.seconds >= 0)).toBe(true);
      }),
    );
  });
});

describe('an answer with any headers for caches', () => {
  it('is fresh for no longer, and no shorter, than the limits', async () => {
    const limits = { defaultMs: 300, minMs: 100, maxMs: 1000 };
    await fuzz(
      fc.property(cacheHeaders, (headers) => {
        const lifetimeMs = lifetimeOf(headers, limits, 0);
        expect([headers, lifetimeMs >= limits.minMs && lifetimeMs <= limits.maxMs]).toEqual([headers, true]);
      }),
    );
  });
});
