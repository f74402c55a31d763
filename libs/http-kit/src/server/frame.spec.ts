import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { setImmediate as turn } from 'node:timers/promises';

import { requestContext } from '@exemplar/logging';
import { until } from '@exemplar/testing';

import { serve, type Served } from '../../fixtures/serve.ts';
import { defineRoute } from '../routes/route.ts';
import { createOverload } from './overload.ts';

const answers = { 200: { description: 'Fine.' } };

let release: () => void = () => undefined;

const routes = [
  defineRoute({
    method: 'GET',
    path: '/context',
    summary: 'Context',
    answers,
    handler: () => {
      const context = requestContext();
      return {
        requestId: context?.requestId,
        traceId: context?.traceId,
        spanId: context?.spanId,
        parentSpanId: context?.parentSpanId,
        traceFlags: context?.traceFlags,
        route: context?.route,
      };
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/held/:id',
    summary: 'Held',
    answers,
    handler: () =>
      new Promise<string>((resolve) => {
        release = () => {
          resolve('free');
        };
      }),
  }),
];

describe('the frame around a request', () => {
  let served: Served;

  afterEach(() => served.close());

  it('gives code its context: request id, trace and route', async () => {
    served = await serve(routes);
    const answer = await fetch(`${served.url}/context`, { headers: { 'x-request-id': 'r1' } });

    expect(await answer.json()).toMatchObject({ requestId: 'r1', route: '/context' });
  });

  it("goes on with the client's trace", async () => {
    served = await serve(routes);
    const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
    const traced = (await (await fetch(`${served.url}/context`, { headers: { traceparent } })).json()) as Record<
      string,
      string
    >;
    const untraced = (await (await fetch(`${served.url}/context`, { headers: { traceparent: 'x' } })).json()) as Record<
      string,
      string
    >;

    expect(traced).toMatchObject({
      traceId: '0af7651916cd43dd8448eb211c80319c',
      parentSpanId: 'b7ad6b7169203331',
      traceFlags: '01',
    });
    expect(traced.spanId).toMatch(/^[0-9a-f]{16}$/);
    expect(traced.spanId).not.toBe('b7ad6b7169203331');
    expect(untraced.traceId).toMatch(/^[0-9a-f]{32}$/);
    expect(untraced).not.toHaveProperty('parentSpanId');
  });

  it('writes one line and counts once when the answer is through', async () => {
    served = await serve(routes);
    await (await fetch(`${served.url}/context?token=secret`, { headers: { 'x-request-id': 'r2' } })).text();
    await (await fetch(`${served.url}/nowhere`)).text();
    const refused = await served.line('/nowhere');
    const line = await served.line('/context');

    expect(line).toMatchObject({
      level: 'info',
      message: 'GET /context 400',
      method: 'GET',
      route: '/context',
      status: 400,
      client: '127.0.0.1',
      requestId: 'r2',
      problem: 'invalid-request',
    });
    expect(line.durationMs).toBeGreaterThan(0);
    expect(line.bytes).toBeGreaterThan(100);
    expect(JSON.stringify(line)).not.toContain('secret');
    expect(refused).toMatchObject({ route: 'unmatched', status: 404 });
    expect(served.finished).toMatchObject([
      { method: 'GET', route: '/context', status: 400, errorCode: 'invalid-request' },
      { method: 'GET', route: 'unmatched', status: 404, errorCode: 'not-found' },
    ]);
    expect(served.started()).toBe(2);
  });

  it('cuts long paths in the log', async () => {
    served = await serve(routes);
    await (await fetch(`${served.url}/${'x'.repeat(2000)}`)).text();
    const line = await served.logs.waitFor(({ status }) => status === 404);

    expect(String(line.path)).toHaveLength(501);
  });

  it('writes no line where its level is off', async () => {
    served = await serve(routes, { accessLevel: 'debug' });
    await (await fetch(`${served.url}/context`)).text();
    const socket = connect(served.port, '127.0.0.1');
    socket.write('GET /context HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n');
    socket.resume();
    await once(socket, 'close');

    expect(served.logs.lines()).toEqual([]);
  });

  it('turns requests away at the limit, until others are through', async () => {
    served = await serve(routes, {
      overload: createOverload({ maxInFlight: 1, maxDelayMs: 0, delayMs: () => 9999 }),
    });
    const held = fetch(`${served.url}/held/1`);
    await until(() => served.started() === 1);
    const shed = await fetch(`${served.url}/context`);
    release();
    await (await held).text();
    await served.line('/held/1');
    const served2 = await fetch(`${served.url}/context`);

    expect(shed.status).toBe(503);
    expect(shed.headers.get('retry-after')).toBe('1');
    expect(await shed.json()).toMatchObject({ code: 'overloaded' });
    expect(served2.status).toBe(200);
  });

  it('turns requests away while the event loop is late', async () => {
    let late = 500;
    served = await serve(routes, {
      overload: createOverload({ maxInFlight: 10, maxDelayMs: 100, delayMs: () => late }),
    });
    const shed = await fetch(`${served.url}/context`);
    late = 50;

    expect([shed.status, (await fetch(`${served.url}/context`)).status]).toEqual([503, 200]);
  });

  it('tells clients to close their connections while draining', async () => {
    served = await serve(routes);
    const kept = connect(served.port, '127.0.0.1');
    kept.write('GET /context HTTP/1.1\r\nHost: a\r\n\r\n');
    const [before] = (await once(kept, 'data')) as [Buffer];
    const drained = served.drain(60_000);
    const answer = text(kept);
    kept.write('GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n');
    const after = await answer;
    await drained;

    expect(before.toString()).not.toMatch(/connection: close/i);
    expect(after).toMatch(/^HTTP\/1\.1 404 [^]*\r\nconnection: close/i);
  });

  it('lets in a connection that arrives while it begins to drain', async () => {
    served = await serve(routes);
    const late = connect(served.port, '127.0.0.1');
    late.write('GET /context HTTP/1.1\r\nHost: a\r\n\r\n');
    const answer = text(late);
    await served.drain(300);

    expect(await answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('answers what a kept connection asked while the process was held up, before it closes idle ones', async () => {
    served = await serve(routes);
    const kept = connect(served.port, '127.0.0.1');
    kept.write('GET /context HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(kept, 'data');
    const drained = served.drain(500);
    const answer = text(kept);
    for (let turns = 0; turns < 4; turns += 1) await turn();
    kept.write('GET /context HTTP/1.1\r\nHost: a\r\n\r\n');
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 600);
    await drained;

    expect(await answer).toMatch(/^HTTP\/1\.1 200 [^]*\r\nconnection: close/i);
  });

  it('drains: idle and silent connections close at once, requests under way are answered', async () => {
    served = await serve(routes);
    const silent = connect(served.port, '127.0.0.1');
    await once(silent, 'connect');
    const idle = connect(served.port, '127.0.0.1');
    idle.write('GET /context HTTP/1.1\r\nHost: a\r\n\r\n');
    await once(idle, 'data');
    const held = fetch(`${served.url}/held/2`);
    await until(() => served.started() === 2);
    const gone = [silent, idle].map((socket) => once(socket.resume(), 'close'));
    const drained = served.drain();
    await Promise.all(gone);
    release();
    const answer = await held;
    await drained;

    expect(await answer.json()).toBe('free');
    await expect(fetch(`${served.url}/context`)).rejects.toThrow();
  });
});
