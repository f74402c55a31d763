import { get, type IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

import { startOrigin } from '../origin.ts';
import { until } from '../until.ts';
import { bomb } from './bomb.ts';
import type { Encoding } from './encoded.ts';

/** As it comes over the wire: `fetch` would unpack it. */
const packed = (url: string): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(url, resolve).on('error', reject);
  });

describe('a bomb', () => {
  it('is small on the wire and large when unpacked', async () => {
    await using origin = await startOrigin({ '/': bomb({ encoding: 'gzip', size: 1_000_000 }) });
    const answer = await packed(origin.url);
    const bytes = await buffer(answer);
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(bytes.length).toBeLessThan(5000);
    expect(gunzipSync(bytes)).toEqual(Buffer.alloc(1_000_000, ' '));
  });

  it.each<{ readonly encoding: Encoding | readonly Encoding[] }>([
    { encoding: 'gzip' },
    { encoding: 'br' },
    { encoding: 'deflate' },
    { encoding: 'zstd' },
    { encoding: ['gzip', 'br'] },
  ])('is packed with $encoding', async ({ encoding }) => {
    await using origin = await startOrigin({ '/': bomb({ encoding, size: 300_000 }) });
    expect((await (await fetch(origin.url)).text()).length).toBe(300_000);
  });

  it('may have no end, and ends when the client leaves', async () => {
    await using origin = await startOrigin({ '/': bomb({ encoding: 'gzip', size: Infinity }) });
    const { body } = await fetch(origin.url);
    let read = 0;
    for await (const chunk of body ?? []) {
      read += (chunk as Uint8Array).length;
      if (read > 5_000_000) break;
    }
    await until(() => origin.open === 0, 'the connection to end');
    expect(read).toBeGreaterThan(5_000_000);
  });
});
