import { gunzipSync } from 'node:zlib';

import { bomb, encoded, json, rawRequest, redirect, startOrigin } from './index.ts';

describe('answers', () => {
  it('are JSON', async () => {
    await using origin = await startOrigin({ '/': json({ a: 1 }) });
    expect(await (await fetch(origin.url)).json()).toEqual({ a: 1 });
  });

  it('are redirects', async () => {
    await using origin = await startOrigin({ '/': redirect('/b'), '/c': redirect('/d', 308) });
    const first = await fetch(origin.url, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([302, '/b']);
    expect((await fetch(`${origin.url}/c`, { redirect: 'manual' })).status).toBe(308);
  });

  it.each(['gzip', 'br', 'deflate', 'zstd'] as const)('are encoded with %s', async (encoding) => {
    await using origin = await startOrigin({ '/': encoded({ encoding, body: 'hello' }) });
    const answer = await fetch(origin.url);
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(await answer.text()).toBe('hello');
  });

  it('are encoded more than once', async () => {
    await using origin = await startOrigin({ '/': encoded({ encoding: ['gzip', 'br'], body: 'hello' }) });
    const answer = await fetch(origin.url);
    expect(answer.headers.get('content-encoding')).toBe('gzip, br');
    expect(await answer.text()).toBe('hello');
  });

  it('are bombs: small on the wire, large when unpacked', async () => {
    await using origin = await startOrigin({ '/': bomb({ encoding: 'gzip', size: 1_000_000 }) });
    const raw = await rawRequest({ port: origin.port, send: 'GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n' });
    const body = Buffer.from(raw.slice(raw.indexOf('\r\n\r\n') + 4), 'latin1');
    expect(body.length).toBeLessThan(5000);
    expect(gunzipSync(body)).toHaveLength(1_000_000);
  });
});
