import type { BenchCase, Figure } from '../bench-case.ts';
import { openClients } from '../load/closed-loop.ts';
import { openLoop } from '../load/open-loop.ts';
import { percentile } from '../measure/statistics.ts';
import { startOrigin } from '../processes/start-origin.ts';
import { metadataPath, type Scraper, startScraper } from '../processes/start-scraper.ts';

interface Load {
  readonly what: string;
  readonly perSecond: number;
  /** Every so manieth request is for a page that is in no cache; 0: none is. */
  readonly uncachedEvery: number;
  readonly p99: number;
}

const LOADS: readonly Load[] = [
  { what: '29/s uncached', perSecond: 29, uncachedEvery: 1, p99: 100 },
  { what: '1,000/s cached', perSecond: 1000, uncachedEvery: 0, p99: 25 },
  { what: '1,000/s, 1 in 20 uncached', perSecond: 1000, uncachedEvery: 20, p99: 100 },
];
const SOURCE = { count: 50, size: { head: 13_000, page: 60_000 } };
/** How long the origin takes. */
const DELAY_MS = 20;
const WARM_UP = { requests: 2000, clients: 8 };

/** Requests come at a constant rate, whether those before were answered or not; each one's time runs from when it was due. */
export const constantArrivals: BenchCase = {
  name: 'constant-arrivals',
  title: 'Constant arrivals (open model)',
  run: async ({ seconds }) => {
    using origin = await startOrigin({ source: SOURCE });
    await using scraper = await startScraper({ CACHE_TTL_SECONDS: '3600' });
    const cached = (number: number): string => metadataPath(`${origin.url}/${number % origin.pages}?delay=${DELAY_MS}`);
    let fresh = 0;
    const uncached = (): string => metadataPath(`${origin.url}/${fresh++}?new&delay=${DELAY_MS}`);
    await warmUp(scraper, (number) => (number % 7 === 0 ? uncached() : cached(number)));
    const figures: Figure[] = [];
    for (const { what, perSecond, uncachedEvery, p99 } of LOADS) {
      const path = (number: number): string =>
        uncachedEvery > 0 && number % uncachedEvery === 0 ? uncached() : cached(number);
      const { latencies, errors } = await openLoop(scraper.url, { perSecond, seconds, path });
      figures.push(
        { what: `${what}, 99th percentile`, value: percentile(latencies, 0.99), unit: 'ms', required: p99 },
        { what: `${what}, median`, value: percentile(latencies, 0.5), unit: 'ms' },
        { what: `${what}, errors`, value: errors, required: 0 },
      );
    }
    return figures;
  },
};

async function warmUp(scraper: Scraper, path: (number: number) => string): Promise<void> {
  using clients = openClients(scraper.url, WARM_UP.clients);
  let asked = 0;
  await clients.load(
    () => path(asked++),
    () => asked >= WARM_UP.requests,
  );
}
