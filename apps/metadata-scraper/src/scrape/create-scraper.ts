import type { Cached, Loaded, PageCache, Validators } from '../cache/page-cache.ts';
import { loadPage, type LoadPageOptions } from './load-page.ts';
import { adapt, type Fields } from './serialise.ts';
import { createTimings } from './timings.ts';

export interface ScrapeOptions {
  /** Pass the cache by. */
  readonly fresh: boolean;
  /** Ask the provider for its oEmbed answer. */
  readonly oembed: boolean;
  /** Read the first bytes of images and icons. */
  readonly probe: boolean;
  /** Tell all values that were found for a field. */
  readonly candidates: boolean;
  /** The only keys that are wanted; undefined: all. */
  readonly fields?: Fields;
}

export interface Scraped extends Cached {
  /** How long the steps took, as `Server-Timing` has it; '' where nothing was loaded for this request. */
  readonly timing: string;
}

export interface Scraper {
  /**
   * What a page says of itself, as JSON.
   *
   * @param url an http(s) URL without credentials
   * @throws OutboundError where the page could not be read
   */
  scrape(url: URL, options: ScrapeOptions): Promise<Scraped>;
}

export interface ScraperOptions extends LoadPageOptions {
  readonly cache: PageCache;
}

export function createScraper({ cache, ...loading }: ScraperOptions): Scraper {
  /** A page is kept without its fragment, which no server sees. */
  const find = async (target: string, options: ScrapeOptions): Promise<Scraped> => {
    const timings = createTimings();
    const load = (previous: Validators | null): Promise<Loaded> =>
      loadPage(loading, target, options, { previous, timings });
    const found = await cache.get(keyOf(target, options), load, { fresh: options.fresh });
    // what a refresh takes in the background, nobody waits for
    return { ...found, timing: found.state === 'STALE' ? '' : timings.toHeader() };
  };
  return {
    scrape: async (url, options) => {
      const target = url.hash === '' ? url.href : withoutFragment(url);
      const whole = options.fresh ? undefined : cache.peek(keyOf(target, { ...options, fields: undefined }));
      const found = whole === undefined ? await find(target, options) : { ...whole, timing: '' };
      const isAsKept = url.hash === '' && (whole === undefined || options.fields === undefined);
      return isAsKept ? found : { ...found, answer: adapt(found.answer, url.href, options.fields) };
    },
  };
}

function keyOf(target: string, { oembed, probe, candidates, fields }: ScrapeOptions): string {
  const flags = Number(oembed) + 2 * Number(probe) + 4 * Number(candidates);
  return `${target} ${flags} ${fields === undefined ? '*' : fields.join(',')}`;
}

function withoutFragment(url: URL): string {
  const target = new URL(url);
  target.hash = '';
  return target.href;
}
