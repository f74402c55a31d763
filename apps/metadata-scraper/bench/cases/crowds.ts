import { setTimeout as sleep } from 'node:timers/promises';

import type { BenchCase } from '../bench-case.ts';
import { openConnection } from '../load/connection.ts';
import { type OpenLoad, openLoop } from '../load/open-loop.ts';
import { percentile } from '../measure/statistics.ts';
import { startOrigin } from '../processes/start-origin.ts';
import { metadataPath, type Scraper, startScraper } from '../processes/start-scraper.ts';

const SOURCE = { count: 50, size: { head: 13_000, page: 60_000 } };
const CROWD = 500;
const HELD = { requests: 200, ms: 5000 };
const OTHERS = { perSecond: 20, seconds: 4 };

/** Many at once for one page that is in no cache; and many that wait for a slow host, beside others who do not. */
export const crowds: BenchCase = {
  name: 'crowds',
  title: 'Crowds',
  run: async () => {
    using origin = await startOrigin({ source: SOURCE });
    using slow = await startOrigin({ source: SOURCE });
    await using scraper = await startScraper();
    const statuses = await ask(scraper, CROWD, () => metadataPath(`${origin.url}/0?delay=200`));
    const { requests } = await origin.counts();

    let page = 0;
    const others = (): Promise<OpenLoad> =>
      openLoop(scraper.url, { ...OTHERS, path: () => metadataPath(`${origin.url}/${page++}?delay=20`) });
    await others(); // warms up
    const alone = await others();
    const held = ask(scraper, HELD.requests, (number) => metadataPath(`${slow.url}/${number}?delay=${HELD.ms}`));
    await sleep(500);
    const beside = await others();
    await held;
    return [
      { what: `${CROWD} requests for one cold URL, asked of the origin`, value: requests, required: 1 },
      {
        what: 'answered with 200',
        value: statuses.filter((status) => status === 200).length,
        bound: 'least',
        required: CROWD,
      },
      { what: 'other hosts alone, median', value: percentile(alone.latencies, 0.5), unit: 'ms' },
      {
        what: `other hosts beside ${HELD.requests} requests held for 5 s, median`,
        value: percentile(beside.latencies, 0.5),
        unit: 'ms',
      },
      {
        what: 'beside, as a multiple of alone, median',
        value: percentile(beside.latencies, 0.5) / percentile(alone.latencies, 0.5),
        unit: '×',
        required: 1.2,
      },
      { what: 'other hosts alone, 99th percentile', value: percentile(alone.latencies, 0.99), unit: 'ms' },
      { what: 'beside, 99th percentile', value: percentile(beside.latencies, 0.99), unit: 'ms' },
      { what: 'errors of the others', value: alone.errors + beside.errors, required: 0 },
    ];
  },
};

/** Asks all at once, each on a connection of its own. */
async function ask(scraper: Scraper, count: number, path: (number: number) => string): Promise<readonly number[]> {
  const connections = Array.from({ length: count }, () => openConnection(scraper.url));
  const answers = await Promise.all(connections.map((connection, number) => connection.ask(path(number))));
  for (const connection of connections) connection.close();
  return answers.map(({ status }) => status);
}
