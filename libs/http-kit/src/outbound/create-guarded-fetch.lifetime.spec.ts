import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

import { jest } from '@jest/globals';

import { endless, html, redirect, reset, slowBody, stall, until } from '@exemplar/testing';

import { dns, guardedFetch, origin, outcomes, read } from '../../fixtures/guarded-fetch.ts';

describe('the deadline', () => {
  it('holds while a name is resolved', async () => {
    dns.set('page.example', { silent: true });
    const opening = guardedFetch().openPage('http://page.example/', { deadlineMs: 50 });
    await expect(opening).rejects.toMatchObject({
      code: 'upstream-timeout',
      message: 'page.example took longer than 50 ms.',
    });
  });

  it('holds while the headers are waited for, and counts redirects in', async () => {
    origin.on('/a', redirect('/b'));
    origin.on('/b', stall());
    await expect(guardedFetch({ deadlineMs: 1000 }).openPage(`${origin.url}/a`)).rejects.toMatchObject({
      code: 'upstream-timeout',
    });
    expect(origin.requests).toHaveLength(2);
    await until(() => origin.open === 0);
    expect(outcomes).toEqual([{ client: 'guarded', outcome: 'upstream-timeout' }]);
  });

  it('holds in the TLS handshake', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const opening = guardedFetch({ deadlineMs: 100 }).openPage(`https://127.0.0.1:${port}/`);
    await expect(opening).rejects.toMatchObject({ code: 'upstream-timeout' });
    await until(() => sockets.every((socket) => socket.resume().closed));
    server.close();
  });

  it('ends the body after what was received', async () => {
    origin.on('/', slowBody({ start: '<title>Slow</title>', chunk: ' ', everyMs: 20 }));
    const page = await guardedFetch().openPage(origin.url, { deadlineMs: 1000 });
    const { text, failure } = await read(page);
    expect(text).toMatch(/^<title>Slow<\/title> */);
    expect(failure).toMatchObject({ code: 'upstream-timeout' });
    await until(() => origin.open === 0);
    expect(outcomes).toEqual([{ client: 'guarded', outcome: 'upstream-timeout', status: 200 }]);
  });

  it('closes a page that nobody reads', async () => {
    origin.on('/', endless('x'.repeat(1000)));
    await guardedFetch().openPage(origin.url, { deadlineMs: 1000 });
    await until(() => origin.open === 0);
    expect(outcomes).toHaveLength(1);
  });

  it('may be a signal of the caller', async () => {
    origin.on('/', stall());
    const opening = guardedFetch().openPage(origin.url, { signal: AbortSignal.timeout(50) });
    await expect(opening).rejects.toMatchObject({ code: 'upstream-timeout', message: '127.0.0.1 took too long.' });
  });

  it('may be as far away as one likes', async () => {
    origin.on('/', html('page'));
    const page = await guardedFetch().openPage(origin.url, { deadlineMs: Infinity });
    expect((await read(page)).text).toBe('page');
  });
});

describe('a caller that leaves', () => {
  it('stops the call at once, which is no failure', async () => {
    origin.on('/', stall());
    const leaving = new AbortController();
    const opening = guardedFetch().openPage(origin.url, { signal: leaving.signal });
    await until(() => origin.requests.length === 1);
    leaving.abort(new Error('client left'));
    await expect(opening).rejects.toThrow('client left');
    await until(() => origin.open === 0);
    expect(outcomes).toEqual([{ client: 'guarded', outcome: 'aborted' }]);
  });

  it('and whose service ends at the same moment is told of the first', async () => {
    origin.on('/', stall());
    const leaving = new AbortController();
    const fetch = guardedFetch();
    const opening = fetch.openPage(origin.url, { signal: leaving.signal });
    await until(() => origin.requests.length === 1);
    leaving.abort(new Error('client left'));
    fetch.close();
    await expect(opening).rejects.toThrow('client left');
  });

  it('before the call does not make one', async () => {
    const opening = guardedFetch().openPage(origin.url, { signal: AbortSignal.abort(new Error('client left')) });
    await expect(opening).rejects.toThrow('client left');
    expect(origin.connections).toBe(0);
  });

  it('in the body stops it', async () => {
    origin.on('/', endless('x'));
    const leaving = new AbortController();
    const page = await guardedFetch().openPage(origin.url, { signal: leaving.signal });
    leaving.abort(new Error('client left'));
    expect((await read(page)).failure).toMatchObject({ message: 'client left' });
    await until(() => origin.open === 0);
  });

  it('without saying so is a consumer that breaks: the connection goes', async () => {
    origin.on('/', endless('x'.repeat(1000)));
    const page = await guardedFetch().openPage(origin.url);
    for await (const chunk of page.body) {
      expect(chunk.length).toBeGreaterThan(0);
      break;
    }
    await until(() => origin.open === 0);
    expect(outcomes).toEqual([{ client: 'guarded', outcome: 'ok', status: 200 }]);
  });
});

describe('connections', () => {
  it('are used again after a body that was read', async () => {
    origin.on('/', html('page'));
    const fetch = guardedFetch();
    for (let count = 0; count < 3; count += 1) await read(await fetch.openPage(origin.url));
    expect(origin.connections).toBe(1);
  });

  it('that are idle are kept to a number, however many origins there are', async () => {
    origin.on('/', html('page'));
    const fetch = guardedFetch();
    for (let count = 0; count < 260; count += 1) {
      await read(await fetch.openPage(`http://n${count}.localhost:${origin.port}/`));
    }
    await until(() => origin.open <= 256);
    expect(origin.connections).toBe(260);
  });

  it('that the origin closed meanwhile are replaced', async () => {
    origin.on('/', html('page'));
    const fetch = guardedFetch();
    await read(await fetch.openPage(origin.url));
    origin.on('/', (request, response) => {
      if (origin.connections === 1) request.socket.resetAndDestroy();
      else response.end('again');
    });
    expect((await read(await fetch.openPage(origin.url))).text).toBe('again');
    expect(origin.connections).toBe(2);
  });

  it('are tried again as often as told', async () => {
    origin.on('/', reset());
    const opening = guardedFetch({ retries: 2 }).openPage(origin.url);
    await expect(opening).rejects.toMatchObject({ code: 'upstream-unreachable' });
    expect(origin.connections).toBe(3);
  });

  it('are tried again until the deadline, which a pause does not outlast', async () => {
    origin.on('/', reset());
    jest.spyOn(Math, 'random').mockReturnValue(1000);
    const opening = guardedFetch().openPage(origin.url, { deadlineMs: 1000 });
    await expect(opening).rejects.toMatchObject({ code: 'upstream-timeout' });
    expect(origin.connections).toBe(1);
  });

  it('are all gone after close, and the calls under way with them', async () => {
    origin.on('/', html('page'));
    origin.on('/stall', stall());
    const fetch = guardedFetch();
    await read(await fetch.openPage(origin.url));
    const opening = fetch.openPage(`${origin.url}/stall`);
    await until(() => origin.requests.length === 2);
    fetch.close();
    await expect(opening).rejects.toThrow('The client guarded was closed.');
    await until(() => origin.open === 0);
  });

  it('to an origin that keeps failing are not made for a while', async () => {
    origin.on('/', reset());
    const warnings: unknown[] = [];
    const logger = { warn: (message: string, fields: unknown) => warnings.push([message, fields]) };
    const breaks: string[] = [];
    const metrics = { finished: () => undefined, breaksOf: (client: string) => () => void breaks.push(client) };
    const fetch = guardedFetch({ breakerFailures: 2, retries: 0, logger, metrics });
    await expect(fetch.openPage(origin.url)).rejects.toThrow('too early');
    await expect(fetch.openPage(origin.url)).rejects.toThrow('too early');
    await expect(fetch.openPage(origin.url)).rejects.toMatchObject({
      code: 'upstream-unreachable',
      retryAfterSeconds: 10,
    });
    expect(origin.connections).toBe(2);
    expect(breaks).toEqual(['guarded']);
    expect(warnings).toEqual([
      ['an origin failed too often and is left alone', { client: 'guarded', origin: origin.url, restMs: 10_000 }],
    ]);
  });
});
