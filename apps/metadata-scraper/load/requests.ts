import { html, type LoadMix, type LoadOrigins, respond, slowHeaders, startDnsServer } from '@exemplar/testing';

import { generatePage } from '../bench/pages/generate-page.ts';
import { createRandom } from '../bench/pages/random.ts';
import { hintsOf, settingsFor } from './hints-of.ts';
import { openOrigins } from './open-origins.ts';

/** How many pages are asked for again and again. */
const KNOWN_PAGES = 50;
/** How long a page's origin takes, and a slow one's. */
const [DELAY_MS, SLOW_MS] = [20, 1000];
/** Of a page of news, and of one that is as long as what the service reads of any. */
const [PAGE_BYTES, LARGE_BYTES] = [60_000, 5_000_000];

const pageOf = (bytes: number) => html(generatePage({ number: 1, random: createRandom(1), headBytes: 13_000, bytes }));

const pathOf = (url: string): string => `/v1/metadata?url=${encodeURIComponent(url)}`;

/** Pages as people share them: most were asked for before, some never, a few on origins that fail or are slow. */
export default async function loadMix(reached?: LoadOrigins): Promise<LoadMix> {
  const page = pageOf(PAGE_BYTES);
  const { urls, interrupt } = await openOrigins(
    [slowHeaders(DELAY_MS, page), respond({ status: 500 }), slowHeaders(SLOW_MS, page), pageOf(LARGE_BYTES)],
    reached,
  );
  const env = settingsFor(reached);
  const run = Date.now(); // a service that runs on from test to test has seen the pages of the last one
  const [sites = '', failing, slow, large] = urls;
  const names = await startDnsServer({ '*': { addresses: ['127.0.0.1'] } });
  // a name of its own for each: the service remembers what it was told
  const named = (number: number): string => sites.replace('127.0.0.1', `page-${number}.test`);
  return {
    requests: [
      { name: 'a page asked for before', weight: 80, path: (number) => pathOf(`${sites}/${number % KNOWN_PAGES}`) },
      { name: 'a new page', weight: 15, path: (number) => pathOf(`${sites}/new/${run}/${number}`) },
      { name: 'an origin that fails', weight: 3, path: (number) => pathOf(`${failing}/${number}`), statuses: [502] },
      { name: 'a slow origin', weight: 2, path: (number) => pathOf(`${slow}/${number}`), timed: false },
    ],
    origins: urls,
    hints: hintsOf(env, urls),
    env,
    soakEnv: { CACHE_MAX_ENTRIES: '300' }, // 10,000 take six hours to come together, and would look like a leak until then
    drills: {
      heavy: [{ name: 'a large page', weight: 1, path: (number) => pathOf(`${large}/${number}`) }],
      interrupt,
      names: {
        server: names.server,
        // most of what calls an origin: in a cluster all have names, while those of the mix have addresses
        requests: [{ name: 'a page by name', weight: 80, path: (number) => pathOf(`${named(number)}/named`) }],
        silence: () => {
          names.set('*', { silent: true });
          return () => {
            names.set('*', { addresses: ['127.0.0.1'] });
          };
        },
      },
    },
    close: async () => {
      await Promise.all([interrupt(), names.close()]);
    },
  };
}
