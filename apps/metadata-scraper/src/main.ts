import { createGuardedFetch, startService } from '@exemplar/http-kit';

import { freshnessFor } from './cache/lifetimes.ts';
import { openPageCache } from './cache/open-page-cache.ts';
import { metadataRoutes } from './routes/metadata-routes.ts';
import { playgroundRoutes } from './routes/playground-routes.ts';
import { createByteCount } from './scrape/count-bytes.ts';
import { createScraper } from './scrape/create-scraper.ts';
import { userAgents } from './scrape/user-agents.ts';
import { settings } from './settings.ts';
import { openWorkers } from './workers/open-workers.ts';

/** A URL in, the metadata of a link preview out. */
export const service = await startService({
  name: 'metadata-scraper',
  description: 'A URL in, the metadata of a link preview out.',
  settings,

  open: async (context) => {
    const { config, logger, metrics, onClose } = context;
    const pages = createGuardedFetch({
      name: 'pages',
      allowCidrs: config.OUTBOUND_ALLOW_CIDRS,
      allowPorts: config.OUTBOUND_ALLOW_PORTS,
      userAgent: userAgents(config.USER_AGENT, config.USER_AGENT_BY_HOST),
      maxBytes: config.MAX_BODY_BYTES,
      maxRedirects: config.MAX_REDIRECTS,
      breakerFailures: config.ORIGIN_BREAKER_FAILURES,
      metrics: metrics.outbound,
      logger,
    });
    onClose('pages', () => {
      pages.close();
    });
    const cache = await openPageCache(config, context);
    onClose('cache', () => cache.close());
    const workers = openWorkers(context);
    onClose('workers', () => workers.close());
    return createScraper({
      pages,
      cache,
      timeoutMs: config.REQUEST_TIMEOUT_MS,
      maxRedirects: config.MAX_REDIRECTS,
      freshness: freshnessFor(config.CACHE_TTL_SECONDS * 1000),
      countBytes: createByteCount(metrics),
      workers,
      useDom: config.DOM_FALLBACK,
    });
  },

  routes: (scraper, context) => [
    ...metadataRoutes(scraper, context),
    ...playgroundRoutes(new URL('./assets/', import.meta.url)),
  ],
});
