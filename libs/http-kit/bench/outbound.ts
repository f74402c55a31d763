import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';

import got from 'got';

import { createGuardedFetch, parseCidrs } from '../src/index.ts';
import { median } from './median.ts';

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

/** CPU time a page, in µs. */
async function measure(ask: Ask): Promise<number> {
  const before = process.cpuUsage();
  let left = BATCH;
  const worker = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      const length = await ask();
      if (length !== Number(bytes)) throw new Error(`a page has ${length} bytes, not ${bytes}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const { user, system } = process.cpuUsage(before);
  return (user + system) / BATCH;
}

const taken: Record<string, number[]> = {};
for (let round = -ROUNDS / 4; round < ROUNDS; round += 1) {
  for (const [name, ask] of Object.entries(SUBJECTS)) {
    const micros = await measure(ask);
    if (round >= 0) (taken[name] ??= []).push(micros);
  }
}

console.log(`A page of ${bytes} bytes, ${AT_ONCE} at once, medians of ${ROUNDS} rounds:\n`);
for (const [name, micros] of Object.entries(taken)) {
  const ratio = median(micros.map((value, round) => value / (taken['fetch (undici)']?.[round] ?? Number.NaN)));
  console.log(`  ${name.padEnd(15)} ${median(micros).toFixed(0).padStart(5)} µs CPU/page  ${ratio.toFixed(2)}x`);
}
guarded.close();
agent.destroy();
origin.kill('SIGKILL');
