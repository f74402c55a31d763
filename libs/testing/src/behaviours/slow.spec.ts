import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { connect } from 'node:net';

import { startOrigin } from '../origin.ts';
import { rawRequest } from '../raw-request.ts';
import { until } from '../until.ts';
import { html } from './respond.ts';
import { drip, slowBody, slowHeaders } from './slow.ts';

const GET = 'GET / HTTP/1.1\r\nhost: a\r\n\r\n';
const FOREVER_MS = 60_000;

describe('slow headers', () => {
  it('come after their time, and are those of the behaviour behind', async () => {
    await using origin = await startOrigin({ '/': slowHeaders(30, html('late')), '/empty': slowHeaders(1) });
    const started = performance.now();
    expect(await (await fetch(origin.url)).text()).toBe('late');
    expect(performance.now() - started).toBeGreaterThan(25);
    expect(await (await fetch(`${origin.url}/empty`)).text()).toBe('');
  });
});

describe('a slow body', () => {
  it('comes chunk by chunk, and ends', async () => {
    await using origin = await startOrigin({
      '/': slowBody({ start: 'a', chunk: 'b', everyMs: 2, times: 3 }),
      '/none': slowBody({ chunk: 'b', everyMs: 2, times: 0 }),
    });
    expect(await (await fetch(origin.url)).text()).toBe('abbb');
    expect(await (await fetch(`${origin.url}/none`)).text()).toBe('');
  });

  it('begins with its headers', async () => {
    await using origin = await startOrigin({ '/': slowBody({ chunk: 'b', everyMs: FOREVER_MS }) });
    const controller = new AbortController();
    expect((await fetch(origin.url, { signal: controller.signal })).status).toBe(200);
    controller.abort();
  });

  it('does not pile up for a client that does not read', async () => {
    const piled: ServerResponse[] = [];
    const chunk = Buffer.alloc(1_000_000);
    const behaviour = slowBody({ chunk, everyMs: 1 });
    await using origin = await startOrigin({
      '/': (request, response) => {
        piled.push(response);
        behaviour(request, response);
      },
    });
    const client = connect(origin.port, origin.host);
    client.write(GET); // and never reads
    await until(() => piled[0]?.writableNeedDrain === true, 'the client to be full');
    let rounds = 0;
    await until(() => ++rounds > 10);
    expect(piled[0]?.writableLength).toBeLessThan(2 * chunk.length);
    client.destroy();
  });
});

describe('a drip', () => {
  it('sends headers and body byte by byte, and closes the connection', async () => {
    const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi';
    await using origin = await startOrigin({ '/': drip(answer, 1) });
    expect(await rawRequest({ port: origin.port, send: GET })).toBe(answer);
  });

  it('keeps a client from ever seeing the end of the headers', async () => {
    await using origin = await startOrigin({ '/': drip('HTTP/1.1 200 OK\r\nx: '.padEnd(10_000, 'x'), 2) });
    const client = connect(origin.port, origin.host);
    client.write(GET);
    const [first] = (await once(client, 'data')) as [Buffer];
    expect(first.toString()).toMatch(/^H/);
    client.destroy();
    await until(() => origin.open === 0, 'the connection to end');
  });
});

describe('what is slow', () => {
  it.each([
    ['headers', slowHeaders(FOREVER_MS)],
    ['a body', slowBody({ start: 'a', chunk: 'b', everyMs: FOREVER_MS })],
    ['a drip', drip(GET, FOREVER_MS)],
  ])('ends when the client leaves: %s', async (_, behaviour) => {
    await using origin = await startOrigin({ '/': behaviour });
    const client = connect(origin.port, origin.host);
    client.write(GET);
    await origin.waitForRequest();
    client.destroy();
    await until(() => origin.open === 0, 'the connection to end');
    expect(origin.connections).toBe(1);
  });
});
