import type { BenchCase } from '../bench-case.ts';
import { openClients } from '../load/closed-loop.ts';
import { compareServers } from '../measure/compare-servers.ts';
import { startChild } from '../processes/child.ts';
import { startOrigin } from '../processes/start-origin.ts';
import { metadataPath, startScraper } from '../processes/start-scraper.ts';

const CLIENTS = 8;
const SOURCE = { count: 20, size: { head: 13_000, page: 60_000 } };

/** Pages that are in no cache, against the least that a preview can be made with: undici and one pass of htmlparser2. */
export const uncachedPage: BenchCase = {
  name: 'uncached-page',
  title: 'An uncached page of 60 kB',
  run: async () => {
    using origin = await startOrigin({ source: SOURCE });
    await using scraper = await startScraper();
    const [pipeline, ready] = await startChild<{ readonly url: string }>('pipeline.ts', {});
    using bareServer = pipeline;
    using bareClients = openClients(ready.url, CLIENTS);
    using ourClients = openClients(scraper.url, CLIENTS);
    let number = 0;
    const path = (): string => metadataPath(`${origin.url}/${number++}?new`);
    const { bare, ours, share } = await compareServers(
      { pid: bareServer.pid, clients: bareClients, path },
      { pid: scraper.pid, clients: ourClients, path },
    );
    return [
      { what: 'by CPU', value: share.cpuMicros, unit: 'of bare', bound: 'least', required: 0.7, aim: 0.9 },
      { what: 'by requests/s', value: share.perSecond, unit: 'of bare' },
      { what: 'the service', value: ours.cpuMicros, unit: 'µs CPU/request' },
      { what: 'undici, one htmlparser2 pass, JSON', value: bare.cpuMicros, unit: 'µs CPU/request' },
    ];
  },
};
