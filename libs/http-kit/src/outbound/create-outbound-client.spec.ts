import { z } from 'zod';

import { runWithContext } from '@exemplar/logging';
import {
  json,
  type Origin,
  redirect,
  reset,
  respond,
  slowBody,
  stall,
  startOrigin,
  until,
  wrongLength,
} from '@exemplar/testing';

import { createOutboundClient, type OutboundClient } from './create-outbound-client.ts';

const Ready = z.object({ ready: z.boolean() });

let origin: Origin;
let client: OutboundClient;

beforeEach(async () => {
  origin = await startOrigin();
  client = createOutboundClient();
});

afterEach(async () => {
  client.close();
  await origin.close();
});

describe('an outbound client', () => {
  it('reads a whole answer, whatever its status', async () => {
    origin.on('/a', respond({ status: 404, body: 'none', headers: { 'x-a': 'b' } }));
    const answer = await client.request(`${origin.url}/a`);
    expect(answer).toMatchObject({ url: `${origin.url}/a`, status: 404, headers: { 'x-a': 'b' } });
    expect(answer.body.toString()).toBe('none');
    expect(origin.requests[0]).toMatchObject({ method: 'GET', url: '/a' });
  });

  it.each([
    [{ json: { a: 1 } }, 'POST', '{"a":1}', 'application/json'],
    [{ json: null, method: 'PUT' }, 'PUT', 'null', 'application/json'],
    [{ form: { a: 'b c', d: 'ü' } }, 'POST', 'a=b+c&d=%C3%BC', 'application/x-www-form-urlencoded'],
    [{ body: 'text', headers: { 'Content-Type': 'text/plain' } }, 'POST', 'text', 'text/plain'],
    [
      { json: [], headers: { 'Content-Type': 'application/json-patch+json' }, method: 'PATCH' },
      'PATCH',
      '[]',
      'application/json-patch+json',
    ],
    [{ method: 'DELETE' }, 'DELETE', '', undefined],
    [{ method: 'POST' }, 'POST', '', undefined],
    [{ method: 'HEAD' }, 'HEAD', '', undefined],
  ] as const)('sends %o', async (request, method, body, type) => {
    origin.on('/a', respond());
    await client.request(`${origin.url}/a`, request);
    const [asked] = origin.requests;
    expect([asked?.method, asked?.body.toString(), asked?.headers['content-type']]).toEqual([method, body, type]);
  });

  it('reads JSON by a schema', async () => {
    origin.on('/a', json({ ready: true, more: 1 }));
    expect(await client.json(`${origin.url}/a`, Ready)).toEqual({ ready: true });
    expect(origin.requests[0]?.headers.accept).toBe('application/json');
  });

  it('tells an error status from an answer that is not what was expected', async () => {
    origin.on('/a', respond({ status: 503, body: 'secret' }));
    await expect(client.json(`${origin.url}/a`, Ready)).rejects.toMatchObject({
      code: 'upstream-status',
      status: 503,
      message: '127.0.0.1 answered 503.',
    });
    for (const behaviour of [json({ ready: 'yes' }), respond({ body: '<html>' })]) {
      origin.on('/a', behaviour);
      await expect(client.json(`${origin.url}/a`, Ready, {})).rejects.toMatchObject({
        code: 'upstream-unreachable',
        message: '127.0.0.1 answered what was not expected.',
      });
    }
  });

  it('refuses an answer over the limit', async () => {
    origin.on('/a', respond({ body: 'x'.repeat(1001) }));
    await expect(client.request(`${origin.url}/a`, { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'upstream-unreachable',
      message: '127.0.0.1 answered more than is allowed.',
    });
  });

  it('gives an answer as it arrives', async () => {
    origin.on('/watch', slowBody({ start: 'event 1\n', chunk: 'event 2\n', everyMs: 10 }));
    const page = await client.open(`${origin.url}/watch`);
    const events: string[] = [];
    for await (const chunk of page.body) {
      events.push(Buffer.from(chunk).toString());
      if (events.length === 2) break;
    }
    expect(events).toEqual(['event 1\n', 'event 2\n']);
    await until(() => origin.open === 0);
  });

  it('tells an answer that breaks off, and keeps nothing of the request', async () => {
    origin.on('/a', wrongLength(100, 'half an answer'));
    const failure: unknown = await client.request(`${origin.url}/a`).catch((error: unknown) => error);
    expect(failure).toMatchObject({
      code: 'upstream-unreachable',
      message: expect.stringContaining('closed the connection too early') as string,
    });
    expect(failure).not.toHaveProperty('cause.options');
  });

  it('gives up an answer that does not come in time', async () => {
    origin.on('/a', stall());
    await expect(client.request(`${origin.url}/a`, { deadlineMs: 50 })).rejects.toMatchObject({
      code: 'upstream-timeout',
      message: '127.0.0.1 took longer than 50 ms.',
    });
    await until(() => origin.open === 0);
  });

  it('tries again what is safe to repeat, and nothing else', async () => {
    origin.on('/a', reset());
    for (const [method, times] of [
      ['GET', 3],
      ['PUT', 3],
      ['POST', 1],
      ['PATCH', 1],
    ] as const) {
      const before = origin.connections;
      await expect(client.request(`${origin.url}/a`, { method })).rejects.toMatchObject({
        code: 'upstream-unreachable',
      });
      expect([method, origin.connections - before]).toEqual([method, times]);
    }
  });

  it('sends a body again to where a redirect asks for it', async () => {
    origin.on('/a', redirect('/b', 307));
    origin.on('/b', respond({ body: 'done' }));
    const answer = await client.request(`${origin.url}/a`, { json: { a: 1 } });
    expect(answer.body.toString()).toBe('done');
    expect(origin.requests.map(({ method, body }) => `${method} ${body.toString()}`)).toEqual([
      'POST {"a":1}',
      'POST {"a":1}',
    ]);
  });

  it('sends the trace of the request being answered on', async () => {
    origin.on('/a', respond());
    const context = {
      requestId: 'r',
      traceId: '0af7651916cd43dd8448eb211c80319c',
      spanId: 'b7ad6b7169203331',
      traceFlags: '01',
    };
    await runWithContext(context, () => client.request(`${origin.url}/a`));
    await client.request(`${origin.url}/a`);
    expect(origin.requests.map(({ headers }) => headers.traceparent)).toEqual([
      '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
      undefined,
    ]);
  });

  it('reaches names of the system and addresses that are not public', async () => {
    origin.on('/a', respond({ body: 'here' }));
    const answer = await client.request(`http://localhost:${origin.port}/a`);
    expect(answer.body.toString()).toBe('here');
  });
});
