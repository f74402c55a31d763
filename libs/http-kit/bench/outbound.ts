import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';

import got from 'got';

import { createGuardedFetch, parseCidrs } from '../src/index.ts';
import { cpuInTurn } from './cpu-in-turn.ts';

/**
 * What a call to an origin costs: `openPage` of the guarded fetch, beside bare `node:http`, Node's own fetch (undici) and
 * got. Run: `node bench/outbound.ts [bytes]`. CPU time of this process alone; the origin is another one.
 */
const BATCH = 64;
const AT_ONCE = 8;
const ROUNDS = 40;

const bytes = process.argv[2] ?? '60000';
const origin = fork(fileURLToPath(new URL('origin.ts', import.meta.url)), [bytes]);
const [{ url }] = (await once(origin, 'message')) as [{ readonly url: string }];

type Ask = () => Promise<number>;

async function lengthOf(body: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const chunk of body) length += chunk.length;
  return length;
}

const agent = new Agent({ keepAlive: true });
const guarded = createGuardedFetch({ allowCidrs: parseCidrs('127.0.0.1'), allowPorts: '*' });

const SUBJECTS: Readonly<Record<string, Ask>> = {
  'fetch (undici)': async () => {
    const { body } = await fetch(url);
    return body === null ? 0 : lengthOf(body);
  },
  'node:http': () =>
    new Promise((resolve, reject) => {
      get(url, { agent }, (response) => {
        let length = 0;
        response.on('data', (chunk: Buffer) => (length += chunk.length));
        response.on('end', () => {
          resolve(length);
        });
      }).on('error', reject);
    }),
  'got, stream': () => lengthOf(got.stream(url, { agent: { http: agent }, retry: { limit: 0 } })),
  openPage: async () => lengthOf((await guarded.openPage(url)).body),
};

const asking = (ask: Ask) => async (): Promise<void> => {
  const length = await ask();
  if (length !== Number(bytes)) throw new Error(`a page has ${length} bytes, not ${bytes}`);
};

console.log(`A page of ${bytes} bytes, ${AT_ONCE} at once, medians of ${ROUNDS} rounds:\n`);
await cpuInTurn(Object.fromEntries(Object.entries(SUBJECTS).map(([name, ask]) => [name, () => asking(ask)])), 'page', {
  batch: BATCH,
  atOnce: AT_ONCE,
  rounds: ROUNDS,
  warmUp: ROUNDS / 4,
});
guarded.close();
agent.destroy();
origin.kill('SIGKILL');
