import { type OpenedPage, OutboundError } from '@exemplar/http-kit';

import type { CountBytes } from './count-bytes.ts';
import type { Pages } from './page-facts.ts';
import { type PageRead, type ReadOptions, readPage } from './read-page.ts';
import type { Timings } from './timings.ts';

const ACCEPT = 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8';

/** A page that sends its visitors on later than this is one to be read, s. */
const MAX_REFRESH_SECONDS = 10;

export interface TargetOptions extends ReadOptions {
  readonly maxRedirects: number;
  /** Request headers of the first page. */
  readonly headers: Readonly<Record<string, string>>;
  /** What is left of the time for all of it, ms. */
  readonly left: () => number;
  readonly timings: Timings;
  readonly countBytes: CountBytes;
}

export interface TargetRead {
  readonly page: OpenedPage;
  /** Null where the origin said that nothing has changed. */
  readonly read: PageRead | null;
}

/**
 * Reads a URL. A `<meta http-equiv="refresh">` is followed like a redirect, and counts as one.
 *
 * @throws OutboundError, also where there are too many redirects or they go round in a circle
 */
export async function readTarget(pages: Pages, target: string, options: TargetOptions): Promise<TargetRead> {
  const { maxRedirects, left, timings } = options;
  const passed = new Set<string>();
  let url = target;
  for (;;) {
    const asked = url;
    const headers = passed.size === 0 ? options.headers : {};
    const page = await timings.measure('fetch', () =>
      pages.openPage(asked, { deadlineMs: left(), accept: ACCEPT, headers }),
    );
    if (page.status === 304 && Object.keys(headers).length > 0) {
      page.close();
      return { page, read: null };
    }
    const read = await timings.measure('read', () => readPage(page, options));
    options.countBytes(page);
    const next = refreshOf(read, page.url);
    if (next === null) return { page, read };
    for (const one of [...page.redirects, page.url]) passed.add(withoutFragment(one));
    refuse(passed, next, maxRedirects);
    url = next;
  }
}

/** Where a page sends its visitors; null where it stays, or only loads itself again. */
function refreshOf({ metaRefresh }: PageRead, pageUrl: string): string | null {
  if (metaRefresh === null || metaRefresh.seconds > MAX_REFRESH_SECONDS) return null;
  return withoutFragment(metaRefresh.url) === withoutFragment(pageUrl) ? null : metaRefresh.url;
}

function refuse(passed: ReadonlySet<string>, next: string, maxRedirects: number): void {
  const { hostname } = new URL(next);
  if (passed.has(withoutFragment(next))) {
    throw new OutboundError('upstream-redirects', `${hostname} redirects in a circle.`);
  }
  if (passed.size > maxRedirects) {
    throw new OutboundError('upstream-redirects', `${hostname} is one redirect more than the ${maxRedirects} allowed.`);
  }
}

const withoutFragment = (url: string): string => url.replace(/#.*$/s, '');
