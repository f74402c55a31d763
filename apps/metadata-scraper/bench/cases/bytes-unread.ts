import type { BenchCase, BenchOptions } from '../bench-case.ts';
import { PREVIEW_FIELDS } from '../extractors/ours.ts';
import { openClients } from '../load/closed-loop.ts';
import { startOrigin } from '../processes/start-origin.ts';
import { metadataPath, startScraper } from '../processes/start-scraper.ts';

const CLIENTS = 4;
const MAX_PAGES = 100;

/** How much of the pages never had to cross the network; the origin counts what it sent, at the speed of a network. */
export const bytesUnread: BenchCase = {
  name: 'bytes-unread',
  title: 'Bytes not read',
  run: async ({ source }: BenchOptions) => [
    { what: 'all fields', value: await unread(source, ''), unit: '% of the bytes' },
    {
      what: '`fields=` of a preview',
      value: await unread(source, `&fields=${PREVIEW_FIELDS.join(',')}`),
      unit: '% of the bytes',
    },
  ],
};

async function unread(source: BenchOptions['source'], query: string): Promise<number> {
  using origin = await startOrigin({ source, paced: true });
  await using scraper = await startScraper({ REQUEST_TIMEOUT_MS: '30000' });
  using clients = openClients(scraper.url, CLIENTS);
  // spread over all of them, since a corpus is sorted by where it is from
  const asked = Math.min(origin.pages, MAX_PAGES);
  let number = 0;
  await clients.load(
    () => metadataPath(`${origin.url}/${Math.floor((number++ * origin.pages) / asked)}`, query),
    () => number >= asked,
  );
  const { sentBytes, pageBytes } = await origin.counts();
  return (1 - sentBytes / pageBytes) * 100;
}
