import { createGuardedFetch, startService } from '@exemplar/http-kit';

import { freshnessFor } from './cache/lifetimes.ts';
import { createPageCache } from './cache/page-cache.ts';
import { metadataRoutes } from './routes/metadata-routes.ts';
import { playgroundRoutes } from './routes/playground-routes.ts';
import { createByteCount } from './scrape/count-bytes.ts';
import { createScraper } from './scrape/create-scraper.ts';
import { userAgents } from './scrape/user-agents.ts';
import { settings } from './settings.ts';
import { createWorkers } from './workers/create-workers.ts';

/** A load has a deadline of its own; this is for one that does not keep it, ms. */
const LOAD_GRACE_MS = 5000;

/** Threads take turns with the event loop, so there are few; a page that has to wait longer does without. */
const WORKERS = { maxThreads: 1, maxQueue: 20, timeoutMs: 2000, maxHeapMb: 256 };

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
    const cache = createPageCache({
      maxEntries: config.CACHE_MAX_ENTRIES,
      maxBytes: config.CACHE_MAX_BYTES,
      loadTimeoutMs: config.REQUEST_TIMEOUT_MS + LOAD_GRACE_MS,
      metrics,
      logger,
    });
    onClose('cache', () => cache.close());
    const workers = createWorkers({
      ...WORKERS,
      onFailure: ({ worker, reason, error }) => {
        logger.warn('a worker failed', { worker, reason, error });
      },
    });
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
