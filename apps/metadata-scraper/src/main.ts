import { createGuardedFetch, startService } from '@exemplar/http-kit';

import { metadataRoutes } from './routes/metadata-routes.ts';
import { playgroundRoutes } from './routes/playground-routes.ts';
import { createCoalescingCache } from './scrape/coalescing-cache.ts';
import { createScraper } from './scrape/create-scraper.ts';
import { settings } from './settings.ts';

/** A URL in, the metadata of a link preview out. */
export const service = await startService({
  name: 'metadata-scraper',
  description: 'A URL in, the metadata of a link preview out.',
  settings,

  open: ({ config, logger, metrics, onClose }) => {
    const pages = createGuardedFetch({
      name: 'pages',
      allowCidrs: config.OUTBOUND_ALLOW_CIDRS,
      allowPorts: config.OUTBOUND_ALLOW_PORTS,
      userAgent: config.USER_AGENT,
      maxBytes: config.MAX_BODY_BYTES,
      maxRedirects: config.MAX_REDIRECTS,
      breakerFailures: config.ORIGIN_BREAKER_FAILURES,
      metrics: metrics.outbound,
      logger,
    });
    onClose('pages', () => {
      pages.close();
    });
    const cache = { maxEntries: config.CACHE_MAX_ENTRIES, ttlMs: config.CACHE_TTL_SECONDS * 1000 };
    return createScraper({
      pages,
      cache: createCoalescingCache(cache),
      timeoutMs: config.REQUEST_TIMEOUT_MS,
    });
  },

  routes: (scraper, context) => [
    ...metadataRoutes(scraper, context),
    ...playgroundRoutes(new URL('./assets/', import.meta.url)),
  ],
});
