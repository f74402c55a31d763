import { createGuardedFetch, type GuardedFetchOptions, parseCidrs, startService } from '@exemplar/http-kit';

import { freshnessFor } from '../cache/lifetimes.ts';
import { createPageCache } from '../cache/page-cache.ts';
import { metadataRoutes } from '../routes/metadata-routes.ts';
import { createByteCount } from '../scrape/count-bytes.ts';
import { createScraper } from '../scrape/create-scraper.ts';

export interface TestedLimits {
  /** How long one URL may take, ms. */
  readonly timeoutMs?: number;
  readonly maxRedirects?: number;
}

/** Starts the service as `main.ts` does, without a cache, with limits and a name resolver for tests; it may go to 127.0.0.1. */
export const startScraper =
  (outbound: GuardedFetchOptions = {}, { timeoutMs = 600, maxRedirects = 5 }: TestedLimits = {}) =>
  (env: Readonly<Record<string, string>>) =>
    startService(
      {
        name: 'tested-scraper',
        settings: {},
        open: ({ metrics, logger, onClose }) => {
          const allowCidrs = parseCidrs('127.0.0.1/32');
          const pages = createGuardedFetch({
            allowCidrs,
            allowPorts: '*',
            breakerFailures: 0,
            maxRedirects,
            maxBytes: 1_000_000,
            ...outbound,
          });
          onClose('pages', () => {
            pages.close();
          });
          const cache = createPageCache({
            maxEntries: 0,
            maxBytes: 1,
            loadTimeoutMs: timeoutMs + 1000,
            metrics,
            logger,
          });
          return createScraper({
            pages,
            cache,
            timeoutMs,
            maxRedirects,
            freshness: freshnessFor(1000),
            workers: { readDom: () => Promise.resolve(null), readPdf: () => Promise.resolve(null) },
            useDom: false,
            countBytes: createByteCount(metrics),
          });
        },
        routes: metadataRoutes,
      },
      { env, argv: [] },
    );
