import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

import { z } from 'zod';

import { rawRequest } from '@exemplar/testing';

import { serve, type Served } from '../../fixtures/serve.ts';
import { defineRoute } from '../routes/route.ts';

const answers = { 200: { description: 'What came.' } };
const JSON_TYPE = { 'content-type': 'application/json' };

const routes = [
  defineRoute({
    method: 'POST',
    path: '/orders',
    summary: 'Order',
    body: z
      .object({ item: z.string(), 'a/b': z.object({ n: z.array(z.int()) }).optional(), until: z.string().optional() })
      .refine(({ item }) => item !== 'none', { path: ['made', 'up'], message: 'never' }),
    answers,
    handler: ({ body, rawBody }) => ({ body, bytes: rawBody.length }),
  }),
  defineRoute({
    method: 'POST',
    path: '/form',
    summary: 'Form',
    body: z.object({ text: z.string() }),
    bodyType: 'form',
    answers,
    handler: ({ body, rawBody }) => ({ body, raw: rawBody.toString() }),
  }),
];

describe('a body', () => {
  let served: Served;

  beforeAll(async () => {
    served = await serve(routes);
  });

  afterAll(() => served.close());

  const post = async (
    body: string | Uint8Array<ArrayBuffer>,
    headers: Record<string, string> = JSON_TYPE,
    path = '/orders',
  ) => {
    const answer = await fetch(`${served.url}${path}`, { method: 'POST', body, headers });
    return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Record<string, unknown> };
  };

  it('comes to the handler validated, with its bytes', async () => {
    const { status, body } = await post('{"item":"tea","extra":1}', {
      'content-type': 'Application/JSON; charset=UTF-8',
    });

    expect([status, body]).toEqual([200, { body: { item: 'tea' }, bytes: 24 }]);
  });

  it('may be a form', async () => {
    const { body } = await post('text=a+b&x=1', { 'content-type': 'application/x-www-form-urlencoded' }, '/form');

    expect(body).toEqual({ body: { text: 'a b' }, raw: 'text=a+b&x=1' });
  });

  it.each([
    ['{', 'The body is not valid JSON.'],
    ['', 'The body is not valid JSON.'],
    [new Uint8Array([0x22, 0xff, 0x22]), 'The body is not valid UTF-8.'],
    ['[]', 'The body is []: Invalid input: expected object, received array.'],
    ['{}', 'The body\'s "/item" is missing.'],
    ['{"item":1}', 'The body\'s "/item" is 1: Invalid input: expected string, received number.'],
    [
      '{"item":"x","a/b":{"n":[1,"2"]}}',
      'The body\'s "/a~1b/n/1" is "2": Invalid input: expected number, received string.',
    ],
    ['{"item":"none"}', 'The body\'s "/made/up" is missing.'],
  ])('that is %p is refused: %s', async (sent, detail) => {
    expect(await post(sent)).toMatchObject({ status: 400, body: { code: 'invalid-request', detail } });
  });

  it.each([
    [{ 'content-type': 'text/plain' }, 'accept', 'application/json'],
    [{ 'content-type': 'application/json; charset=latin1' }, 'accept', 'application/json'],
    [{ ...JSON_TYPE, 'content-encoding': 'gzip' }, 'accept-encoding', 'identity'],
  ])('with %p is not supported', async (headers, name, value) => {
    const answer = await post(gzipSync('{}'), headers);

    expect(answer).toMatchObject({ status: 415, body: { code: 'unsupported-media-type' } });
    expect(answer.headers.get(name)).toBe(value);
  });

  it('that is nested deeply is refused unread', async () => {
    const answer = await post(`{"item":${'['.repeat(64)}${']'.repeat(64)}}`, JSON_TYPE);

    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid-request', detail: "The body's JSON is nested more than 64 deep." },
    });
  });

  it('without a type is not supported', async () => {
    const answer = await rawRequest({
      port: served.port,
      host: '127.0.0.1',
      send: 'POST /orders HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}',
    });

    expect(answer).toMatch(/^HTTP\/1\.1 415 /);
  });

  it('over the limit is refused, whether its length is told or not', async () => {
    const large = JSON.stringify({ item: 'x'.repeat(1000) });
    const chunked = ReadableStream.from([Buffer.from(large), Buffer.from(large)]);
    const told = await post(large);
    const untold = await fetch(`${served.url}/orders`, {
      method: 'POST',
      body: chunked,
      headers: JSON_TYPE,
      duplex: 'half',
    });

    expect(told).toMatchObject({
      status: 413,
      body: { code: 'payload-too-large', detail: 'The body is over 1000 bytes.' },
    });
    expect(untold.status).toBe(413);
  });

  it('that never ends after its refusal has its connection cut', async () => {
    const socket = connect(served.port, '127.0.0.1');
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.on('error', () => undefined); // it is reset
    socket.write(
      'POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99999999\r\n\r\n',
    );
    const chunk = Buffer.alloc(262_144, 'x');
    const pump = (): void => {
      if (!socket.destroyed) socket.write(chunk, pump);
    };
    pump();
    await closed;

    expect(socket.bytesWritten).toBeLessThan(99_999_999);
  });

  it('is asked for with 100 Continue only once it is wanted', async () => {
    const head = 'POST /orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nExpect: 100-continue\r\n';
    const wanted = connect(served.port, '127.0.0.1');
    wanted.write(`${head}Connection: close\r\nContent-Length: 14\r\n\r\n`);
    const answer = text(wanted);
    await once(wanted, 'readable');
    wanted.write('{"item":"tea"}');
    const unwanted = await rawRequest({
      port: served.port,
      host: '127.0.0.1',
      send: `${head}Content-Length: 5000\r\n\r\n`,
    });

    expect(await answer).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 200 /);
    expect(unwanted).toMatch(/^HTTP\/1\.1 413 [^]*\r\nconnection: close\r\n/i);
  });

  it('with another expectation is refused', async () => {
    const answer = await rawRequest({
      port: served.port,
      host: '127.0.0.1',
      send: 'POST /orders HTTP/1.1\r\nHost: a\r\nExpect: wonders\r\nContent-Length: 2\r\n\r\n{}',
    });

    expect(answer).toMatch(/^HTTP\/1\.1 417 [^]*"code":"expectation-failed"/);
  });

  it('that is cut short ends the request without a word', async () => {
    const socket = connect(served.port, '127.0.0.1');
    const body = '{"item":';
    socket.write(
      `POST /orders HTTP/1.1\r\nHost: a\r\nX-Request-Id: cut\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n${body}`,
    );
    await once(socket, 'connect');
    socket.end();
    const line = await served.logs.waitFor(({ requestId }) => requestId === 'cut');

    expect(served.reported).toEqual([]);
    expect(line).toMatchObject({ route: '/orders' });
  });
});
