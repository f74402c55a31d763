import { setTimeout as sleep } from 'node:timers/promises';

import { startSentryReceiver } from '@exemplar/testing';

import type { BenchCase } from '../bench-case.ts';
import { openClients } from '../load/closed-loop.ts';
import { residentMegabytes } from '../measure/process-figures.ts';
import { median } from '../measure/statistics.ts';
import { startOrigin } from '../processes/start-origin.ts';
import { metadataPath, type Scraper, startScraper } from '../processes/start-scraper.ts';

const STARTS = 5;
const IDLE_MS = 3000;
const CLIENTS = 16;
const SOURCE = { count: 200, size: { head: 6000, page: 12_000 } };

/** How soon the service is ready, and what it holds: idle with Sentry on, and with its cache full. */
export const startAndMemory: BenchCase = {
  name: 'start-and-memory',
  title: 'Start and memory',
  run: async ({ cachedPages }) => {
    await using sentry = await startSentryReceiver();
    const settings = {
      SENTRY_DSN: sentry.dsn,
      CACHE_MAX_ENTRIES: String(cachedPages),
      CACHE_MAX_BYTES: '1000000000', // all of them are to be kept
      CACHE_TTL_SECONDS: '3600',
    };
    const starts: number[] = [];
    for (let start = 0; start < STARTS; start += 1) {
      await using scraper = await startScraper(settings);
      starts.push(scraper.readyMs);
    }
    await using scraper = await startScraper(settings);
    await sleep(IDLE_MS);
    const idle = residentMegabytes(scraper.pid);
    const hits = await fillCache(scraper, cachedPages);
    return [
      { what: 'start to ready', value: median(starts), unit: 'ms', required: 1200 },
      { what: 'idle, Sentry on', value: idle, unit: 'MB', required: 130 },
      {
        what: `after ${cachedPages} cached pages`,
        value: residentMegabytes(scraper.pid),
        unit: 'MB',
        required: 400,
      },
      { what: 'of these pages, still in the cache', value: hits * 100, unit: '%' },
    ];
  },
};

/** @returns the share of the pages that are hits afterwards, of a sample */
async function fillCache(scraper: Scraper, count: number): Promise<number> {
  using origin = await startOrigin({ source: SOURCE });
  using clients = openClients(scraper.url, CLIENTS);
  let number = 0;
  await clients.load(
    () => metadataPath(`${origin.url}/${number++}`),
    () => number >= count,
  );
  await sleep(IDLE_MS);
  const sample = Array.from({ length: 100 }, (_, index) => Math.floor((index * count) / 100));
  const answers = await Promise.all(
    sample.map((page) => fetch(`${scraper.url}${metadataPath(`${origin.url}/${page}`)}`)),
  );
  return answers.filter(({ headers }) => headers.get('x-cache') === 'HIT').length / sample.length;
}
