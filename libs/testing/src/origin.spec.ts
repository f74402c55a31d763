import { once } from 'node:events';
import { connect } from 'node:net';

import { html, respond, stall, startOrigin, until } from './index.ts';

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
    await using origin = await startOrigin({ '/a': respond() });
    await fetch(`${origin.url}/a?b`, { method: 'POST', headers: { 'x-one': '1' }, body: 'hello' });
    expect(origin.requests).toHaveLength(1);
    expect(origin.requests[0]).toMatchObject({ method: 'POST', url: '/a?b', headers: { 'x-one': '1' } });
    expect(origin.requests[0]?.body.toString()).toBe('hello');
    expect(origin.connections).toBe(1);
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

  it('listens on IPv6 as well', async () => {
    await using origin = await startOrigin({ '/': respond() }, { host: '::1' });
    expect(origin.url).toBe(`http://[::1]:${origin.port}`);
    expect((await fetch(origin.url)).status).toBe(200);
  });
});
