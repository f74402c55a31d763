import type { Cached, CoalescingCache } from './coalescing-cache.ts';
import { fetchOembed } from './fetch-oembed.ts';
import type { Metadata, Pages } from './page-facts.ts';
import { probeImages } from './probe-images.ts';
import { readPage } from './read-page.ts';

const ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';

/** What is kept of a page: everything but the URL that was asked for, which may differ in its fragment. */
export type Scraped = Omit<Metadata, 'url'>;

export interface ScrapeOptions {
  /** Pass the cache by. */
  readonly fresh: boolean;
  /** Ask the provider for its oEmbed answer. */
  readonly oembed: boolean;
  /** Read the first bytes of images and icons. */
  readonly probe: boolean;
}

export interface Scraper {
  /**
   * What a page says of itself.
   *
   * @param url an http(s) URL without credentials
   * @throws OutboundError where the page could not be read
   */
  scrape(url: URL, options: ScrapeOptions): Promise<Cached<Metadata>>;
}

export interface ScraperOptions {
  readonly pages: Pages;
  readonly cache: CoalescingCache<Scraped>;
  /** For one URL, secondary fetches included. */
  readonly timeoutMs: number;
}

export function createScraper({ pages, cache, timeoutMs }: ScraperOptions): Scraper {
  const load = async (target: string, { oembed, probe }: ScrapeOptions): Promise<Scraped> => {
    const deadline = performance.now() + timeoutMs;
    const left = (): number => Math.max(1, deadline - performance.now());
    const { facts, oembedLinks } = await readPage(
      await pages.openPage(target, { deadlineMs: timeoutMs, accept: ACCEPT }),
    );
    const [probed, answer] = await Promise.all([
      probe ? probeImages(pages, facts, left()) : facts,
      oembed ? fetchOembed(pages, oembedLinks, left()) : null,
    ]);
    return { ...probed, oembed: answer };
  };
  return {
    scrape: async (url, options) => {
      const target = withoutFragment(url);
      const key = `${target} ${String(options.oembed)} ${String(options.probe)}`;
      const { value, ageMs, hit } = await cache.get(key, () => load(target, options), options.fresh);
      return { value: { url: url.href, ...value }, ageMs, hit };
    },
  };
}

function withoutFragment(url: URL): string {
  const target = new URL(url);
  target.hash = '';
  return target.href;
}
