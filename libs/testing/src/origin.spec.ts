import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { promisify } from 'node:util';

import { stall } from './behaviours/cut.ts';
import { html, respond } from './behaviours/respond.ts';
import { startOrigin } from './origin.ts';
import { until } from './until.ts';

describe('an origin', () => {
  it('answers each path as told, whatever its query', async () => {
    await using origin = await startOrigin({ '/a': html('<p>a'), '*': respond({ status: 418 }) });
    const page = await fetch(`${origin.url}/a?b=c`);
    expect(await page.text()).toBe('<p>a');
    expect((await fetch(`${origin.url}/other`)).status).toBe(418);
  });

  it('answers 404 for what it was not told', async () => {
    await using origin = await startOrigin();
    expect((await fetch(`${origin.url}/a`)).status).toBe(404);
  });

  it('can be told anew', async () => {
    await using origin = await startOrigin({ '/a': respond({ status: 500 }) });
    origin.on('/a', respond({ status: 204 }));
    expect((await fetch(`${origin.url}/a`)).status).toBe(204);
  });

  it('records what was asked', async () => {
    const before = Date.now() - 1000; // the two clocks may differ a little
    await using origin = await startOrigin({ '/a': respond() });
    await fetch(`${origin.url}/a?b`, { method: 'POST', headers: { 'x-one': '1' }, body: 'hello' });
    const request = await origin.waitForRequest();
    expect(origin.requests).toEqual([request]);
    expect(request).toMatchObject({ method: 'POST', url: '/a?b', headers: { 'x-one': '1' } });
    expect(request.body.toString()).toBe('hello');
    expect(request.time).toBeGreaterThan(before);
    expect(origin.connections).toBe(1);
  });

  it('records a request whose body never became complete', async () => {
    await using origin = await startOrigin({ '/a': stall() });
    const client = connect(origin.port, origin.host);
    client.on('error', () => undefined);
    client.end('POST /a HTTP/1.1\r\nhost: a\r\ncontent-length: 100\r\n\r\nhalf');
    expect((await origin.waitForRequest()).body.toString()).toBe('half');
  });

  it('waits for a request that is there or comes', async () => {
    await using origin = await startOrigin({ '*': respond() });
    const waiting = origin.waitForRequest(({ url }) => url === '/b');
    await fetch(`${origin.url}/a`);
    await fetch(`${origin.url}/b`);
    expect((await waiting).url).toBe('/b');
    expect((await origin.waitForRequest()).url).toBe('/a');
  });

  it('says what it was asked when the awaited request does not come', async () => {
    await using origin = await startOrigin({ '*': respond() });
    await fetch(`${origin.url}/a`);
    await origin.waitForRequest();
    await expect(origin.waitForRequest(({ url }) => url === '/b', 20)).rejects.toThrow(
      /a request that matches did not come within 20 ms; the last of 1: .*url: '\/a'/s,
    );
  });

  it('cuts what is open when it closes, and closes once', async () => {
    const origin = await startOrigin({ '/a': stall() });
    const socket = connect(origin.port, origin.host);
    socket.on('error', () => undefined);
    await until(() => origin.open === 1);
    await Promise.all([origin.close(), origin.close(), once(socket, 'close')]);
    expect(origin.open).toBe(0);
    await expect(fetch(origin.url)).rejects.toThrow('fetch failed');
  });

  it('bears with a client that resets the connection', async () => {
    await using origin = await startOrigin({ '/a': stall() });
    const socket = connect(origin.port, origin.host);
    await once(socket, 'connect');
    await until(() => origin.open === 1);
    socket.resetAndDestroy();
    await until(() => origin.open === 0);
    expect((await fetch(`${origin.url}/b`)).status).toBe(404);
  });

  it('listens where it is told to, and says when it cannot', async () => {
    await using origin = await startOrigin({ '/': respond() }, { host: '::1' });
    expect(origin.url).toBe(`http://[::1]:${origin.port}`);
    expect((await fetch(origin.url)).status).toBe(200);
    await expect(startOrigin({}, { host: '::1', port: origin.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  it('leaves nothing behind when it closes in the middle of everything', async () => {
    const script = `
      import { connect } from 'node:net';
      import * as t from ${JSON.stringify(new URL('./index.ts', import.meta.url).href)};
      const origin = await t.startOrigin({
        '/slow-headers': t.slowHeaders(1e6), '/slow-body': t.slowBody({ chunk: 'a', everyMs: 1e6 }),
        '/drip': t.drip('HTTP/1.1', 1e6), '/endless': t.endless('a'), '/stall': t.stall(), '/reset': t.reset('a'),
        '/bomb': t.bomb({ encoding: 'br', size: Infinity }), '/flood': t.informationalFlood(Infinity),
      });
      const paths = ['slow-headers', 'slow-body', 'drip', 'endless', 'stall', 'reset', 'bomb', 'flood'];
      for (const path of paths) {
        connect(origin.port).on('error', () => {}).write('GET /' + path + ' HTTP/1.1\\r\\nhost: a\\r\\n\\r\\n');
        await origin.waitForRequest(({ url }) => url === '/' + path);
      }
      const dns = await t.startDnsServer(), sentry = await t.startSentryReceiver();
      connect(dns.port).on('error', () => {});
      await Promise.all([origin, dns, sentry].map((server) => server.close()));
      console.log('closed after ' + origin.requests.length);`;
    // the process ends by itself only when no timer, socket or server is left
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { timeout: 15_000 });
    expect((await run).stdout).toBe('closed after 8\n');
  });
});
