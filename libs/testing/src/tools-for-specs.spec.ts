import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import {
  captureStream,
  fakeClock,
  freePort,
  html,
  rawRequest,
  reset,
  slowHeaders,
  startOrigin,
  startService,
  steadyLoad,
  until,
} from './index.ts';

describe('captureStream', () => {
  it('gives what was written as text, as lines, and as JSON', () => {
    const captured = captureStream();
    captured.stream.write('{"a":1}\nplain\n{broken\n{"b":');
    captured.stream.write(Buffer.from('2}\n'));
    expect(captured.lines()).toEqual(['{"a":1}', 'plain', '{broken', '{"b":2}']);
    expect(captured.json()).toEqual([{ a: 1 }, { b: 2 }]);
    expect(captured.text()).toMatch(/^\{"a":1\}\nplain/);
  });

  it('waits for a line that is there or comes', async () => {
    const captured = captureStream();
    const waiting = captured.waitFor(({ b }) => b === 2);
    captured.stream.write('{"a":1}\n');
    captured.stream.write('{"b":2}\n');
    expect(await waiting).toEqual({ b: 2 });
    expect(await captured.waitFor(({ a }) => a === 1)).toEqual({ a: 1 });
  });
});

describe('startService', () => {
  it('gives the service free ports and stops it at the end', async () => {
    const stopped: string[] = [];
    let seen: Readonly<Record<string, string>> = {};
    {
      await using service = await startService(
        (env) => {
          seen = env;
          return Promise.resolve({
            url: 'http://a',
            adminUrl: 'http://b',
            stop: () => Promise.resolve(void stopped.push('stopped')),
          });
        },
        { LOG_LEVEL: 'debug' },
      );
      expect(service.url).toBe('http://a');
    }
    await startService((env) =>
      Promise.resolve({ url: String(env.PORT), adminUrl: '', stop: () => Promise.resolve() }),
    );
    expect(seen).toMatchObject({ PORT: '0', ADMIN_PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'debug' });
    expect(stopped).toEqual(['stopped']);
  });
});

describe('rawRequest', () => {
  it('half-closes the connection when told to', async () => {
    await using origin = await startOrigin({ '/': html('a') });
    const send = Buffer.from('GET / HTTP/1.1\r\nhost: a\r\n\r\n');
    expect(await rawRequest({ port: origin.port, send, end: true })).toMatch(/^HTTP\/1.1 200 OK/);
  });

  it('gives what came before a reset', async () => {
    await using origin = await startOrigin({ '/': reset('half') });
    const answer = await rawRequest({ port: origin.port, send: 'GET / HTTP/1.1\r\nhost: a\r\n\r\n' });
    expect(answer).toContain('half');
  });
});

describe('until', () => {
  it('waits until the condition holds', async () => {
    let asked = 0;
    await until(() => ++asked > 3);
    expect(asked).toBe(4);
  });

  it('gives up after its time, and says on what', async () => {
    await expect(until(() => Promise.resolve(false), 'the end', 20)).rejects.toThrow(
      'the end did not come true within 20 ms',
    );
  });
});

describe('freePort', () => {
  it('is a port one can listen on', async () => {
    const port = await freePort();
    const server = createServer().listen(port, '127.0.0.1');
    await until(() => server.listening);
    expect((server.address() as AddressInfo).port).toBe(port);
    server.close();
  });
});

describe('fakeClock', () => {
  it('goes on only when it is told to', async () => {
    const clock = fakeClock(1000);
    const rang: number[] = [];
    clock.setTimeout(() => rang.push(clock.now()), 50);
    const every = clock.setInterval(() => rang.push(clock.now()), 20);
    const never = clock.setTimeout(() => rang.push(-1), 10);
    clock.clearTimeout(never);
    expect(clock.waiting).toBe(2);
    await clock.tick(50);
    expect(rang).toEqual([1020, 1040, 1050]);
    clock.clearInterval(every);
    expect(clock.waiting).toBe(0);
  });

  it('starts at a date', () => {
    expect(fakeClock().now()).toBe(0);
    expect(fakeClock(new Date('2026-01-02T00:00:00Z')).now()).toBe(Date.parse('2026-01-02T00:00:00Z'));
  });
});

describe('steadyLoad', () => {
  it('counts the answers by status', async () => {
    await using origin = await startOrigin({ '/': html('a') });
    const result = await steadyLoad(origin.url, { connections: 3, until: () => origin.requests.length >= 20 });
    expect(result.lost).toEqual([]);
    expect(result.statuses).toEqual({ 200: result.sent });
    expect(origin.connections).toBe(3);
  });

  it('tells a lost request from one that was refused', async () => {
    await using origin = await startOrigin({ '/': reset(), '/half': reset('half') });
    let rounds = 0;
    const once = { connections: 1, keepAlive: false, until: () => ++rounds % 2 === 0 };
    expect((await steadyLoad(origin.url, once)).lost).toHaveLength(1);
    expect((await steadyLoad(`${origin.url}/half`, once)).lost).toHaveLength(1);
    await origin.close();
    const refused = await steadyLoad(origin.url, once);
    expect(refused).toMatchObject({ sent: 1, refused: 1, lost: [] });
  });

  it('waits for answers under way', async () => {
    await using origin = await startOrigin({ '/': slowHeaders(30, html('a')) });
    const result = await steadyLoad(origin.url, { connections: 2, until: () => origin.connections > 0 });
    expect(result).toMatchObject({ sent: 2, statuses: { 200: 2 } });
  });
});
