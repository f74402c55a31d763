import type { BenchCase } from '../bench-case.ts';
import { openClients } from '../load/closed-loop.ts';
import { compareServers } from '../measure/compare-servers.ts';
import { startChild } from '../processes/child.ts';
import { startOrigin } from '../processes/start-origin.ts';
import { metadataPath, startScraper } from '../processes/start-scraper.ts';
import type { StoredBodyOptions } from '../processes/stored-body.ts';

const CLIENTS = 20;
const SOURCE = { count: 1, size: { head: 13_000, page: 60_000 } };

/** A page that is in the cache, from the service with all of its chassis on, against bare `node:http` with a stored body. */
export const cachedHit: BenchCase = {
  name: 'cached-hit',
  title: 'A cached hit',
  run: async () => {
    using origin = await startOrigin({ source: SOURCE });
    await using scraper = await startScraper({ CACHE_TTL_SECONDS: '3600' });
    const path = metadataPath(`${origin.url}/0`);
    const options: StoredBodyOptions = { path, bytes: await bytesOfHit(`${scraper.url}${path}`) };
    const [stored, ready] = await startChild<{ readonly url: string }>('stored-body.ts', options);
    using bareServer = stored;
    using bareClients = openClients(ready.url, CLIENTS);
    using ourClients = openClients(scraper.url, CLIENTS);
    const { bare, ours, share } = await compareServers(
      { pid: bareServer.pid, clients: bareClients, path: () => path },
      { pid: scraper.pid, clients: ourClients, path: () => path },
    );
    return [
      {
        what: 'the better of the two shares below',
        value: Math.max(share.perSecond, share.cpuMicros),
        unit: 'of bare',
        bound: 'least',
        required: 0.45,
        aim: 0.55,
      },
      { what: 'by requests/s', value: share.perSecond, unit: 'of bare' },
      { what: 'by CPU', value: share.cpuMicros, unit: 'of bare' },
      { what: 'the service', value: ours.cpuMicros, unit: 'µs CPU/request' },
      { what: `bare \`node:http\`, the same ${options.bytes} bytes`, value: bare.cpuMicros, unit: 'µs CPU/request' },
      { what: 'the service', value: ours.perSecond, unit: 'requests/s' },
      { what: 'bare `node:http`', value: bare.perSecond, unit: 'requests/s' },
    ];
  },
};

async function bytesOfHit(url: string): Promise<number> {
  await (await fetch(url)).arrayBuffer();
  const hit = await fetch(url);
  if (hit.headers.get('x-cache') !== 'HIT') throw new Error(`${url} is no hit when it is asked for again.`);
  return (await hit.arrayBuffer()).byteLength;
}
