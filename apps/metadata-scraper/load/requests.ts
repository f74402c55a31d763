import { html, type LoadMix, respond, slowHeaders, startOrigin } from '@exemplar/testing';

import { generatePage } from '../bench/pages/generate-page.ts';
import { createRandom } from '../bench/pages/random.ts';

/** How many pages are asked for again and again. */
const KNOWN_PAGES = 50;
/** How long a page's origin takes, and a slow one's. */
const [DELAY_MS, SLOW_MS] = [20, 1000];

/** Pages as people share them: most were asked for before, some never, a few on origins that fail or are slow. */
export default async function loadMix(): Promise<LoadMix> {
  const page = generatePage({ number: 1, random: createRandom(1), headBytes: 13_000, bytes: 60_000 });
  const sites = await startOrigin({ '*': slowHeaders(DELAY_MS, html(page)) });
  // hosts of their own: the breakers of their origins leave the others alone
  const failing = await startOrigin({ '*': respond({ status: 500 }) }, { host: '127.0.0.2' });
  const slow = await startOrigin({ '*': slowHeaders(SLOW_MS, html(page)) }, { host: '127.0.0.3' });
  const pathOf = (url: string): string => `/v1/metadata?url=${encodeURIComponent(url)}`;
  return {
    requests: [
      { name: 'a page asked for before', weight: 80, path: (number) => pathOf(`${sites.url}/${number % KNOWN_PAGES}`) },
      { name: 'a new page', weight: 15, path: (number) => pathOf(`${sites.url}/new/${number}`) },
      {
        name: 'an origin that fails',
        weight: 3,
        path: (number) => pathOf(`${failing.url}/${number}`),
        statuses: [502],
      },
      { name: 'a slow origin', weight: 2, path: (number) => pathOf(`${slow.url}/${number}`), timed: false },
    ],
    env: { OUTBOUND_ALLOW_CIDRS: '127.0.0.0/8', OUTBOUND_ALLOW_PORTS: '*' },
    close: async () => {
      for (const origin of [sites, failing, slow]) await origin.close();
    },
  };
}
