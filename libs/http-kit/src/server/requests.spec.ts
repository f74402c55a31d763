import { rawRequest } from '@exemplar/testing';

import { serve, type Served } from '../../fixtures/serve.ts';
import { problem } from '../problems/http-problem.ts';
import { empty, html, json, stored } from '../routes/reply.ts';
import { defineRoute } from '../routes/route.ts';

const tagged = (status: number) =>
  stored({ status, body: Buffer.from('tagged'), contentType: 'text/plain', etag: '"t"' });

const kept = stored({
  body: Buffer.from('kept'),
  contentType: 'text/plain',
  etag: '"k"',
  headers: { 'cache-control': 'no-store' },
});

const answers = { 200: { description: 'Fine.' } };

const routes = [
  defineRoute({ method: 'GET', path: '/plain', summary: 'Plain', answers, handler: () => ({ hello: 'wörld' }) }),
  defineRoute({ method: 'GET', path: '/later', summary: 'Later', answers, handler: () => Promise.resolve([1, 2]) }),
  defineRoute({
    method: 'POST',
    path: '/plain',
    summary: 'Made',
    answers: { 201: { description: 'Made.' } },
    handler: () => json({ made: true }, { status: 201, headers: { Location: '/plain' } }),
  }),
  defineRoute({ method: 'GET', path: '/plain/:id', summary: 'Not it', answers, handler: () => 'not it' }),
  defineRoute({ method: 'GET', path: '/plain/one', summary: 'One', answers, handler: () => 'one' }),
  defineRoute({ method: 'DELETE', path: '/things/:id', summary: 'Gone', answers, handler: () => empty() }),
  defineRoute({
    method: 'GET',
    path: '/things/:id',
    summary: 'Thing',
    answers,
    handler: ({ params, requestId, client, raw, headers, rawBody }) => ({
      ...params,
      requestId,
      client,
      method: raw.method,
      agent: headers['user-agent'],
      bytes: rawBody.length,
    }),
  }),
  defineRoute({
    method: 'GET',
    path: '/page',
    summary: 'Page',
    answers,
    handler: () => html('<p>Hi', { headers: { 'Content-Security-Policy': "default-src 'self'" } }),
  }),
  defineRoute({
    method: 'GET',
    path: '/throws',
    summary: 'Throws',
    answers,
    handler: () => {
      throw new Error('the password is hunter2');
    },
  }),
  defineRoute({
    method: 'GET',
    path: '/rejects',
    summary: 'Rejects',
    answers,
    handler: () => Promise.reject(problem('upstream-timeout', 'Too late.', { headers: { 'retry-after': '3' } })),
  }),
  defineRoute({ method: 'GET', path: '/short', summary: 'Short', answers, handler: () => html('<p>') }),
  defineRoute({
    method: 'GET',
    path: '/own-bug',
    summary: 'A bug it knows of',
    answers,
    handler: () => {
      throw problem('internal', 'The stars are wrong.');
    },
  }),
  defineRoute({ method: 'POST', path: '/tagged', summary: 'Tagged', answers, handler: () => tagged(200) }),
  defineRoute({ method: 'GET', path: '/tagged', summary: 'Tagged', answers, handler: () => tagged(203) }),
  defineRoute({
    method: 'GET',
    path: '/aged',
    summary: 'Aged',
    answers,
    handler: ({ requestId }) => kept.withHeaders({ age: requestId, 'cache-control': 'max-age=9', 'x-cache': 'HIT' }),
  }),
  defineRoute({ method: 'GET', path: '/void', summary: 'Nothing', answers, handler: () => undefined }),
  defineRoute({ method: 'GET', path: '/unwritable', summary: 'No JSON', answers, handler: () => 1n }),
  defineRoute({
    method: 'GET',
    path: '/bad-header',
    summary: 'Bad header',
    answers,
    handler: () => json(1, { headers: { 'x-thing': 'a\nb' } }),
  }),
  defineRoute({
    method: 'GET',
    path: '/bad-problem',
    summary: 'Bad problem',
    answers,
    handler: () => {
      throw problem('conflict', 'No.', { extra: { big: 1n } });
    },
  }),
];

describe('a request', () => {
  let served: Served;

  beforeAll(async () => {
    served = await serve(routes);
  });

  afterAll(() => served.close());

  it('goes to a plain path before one with parameters, by any method', async () => {
    const head = await fetch(`${served.url}/plain/one`, { method: 'HEAD' });
    expect(await (await fetch(`${served.url}/plain/one`)).json()).toBe('one');
    expect(head.headers.get('content-length')).toBe('5');
    expect((await fetch(`${served.url}/plain/two`, { method: 'HEAD' })).headers.get('content-length')).toBe('8');
  });

  it('may be answered with a kept reply under headers of its own', async () => {
    const ages = [];
    for (const age of ['1', '2']) {
      const aged = await fetch(`${served.url}/aged`, { headers: { 'x-request-id': age } });
      ages.push(aged.headers.get('age'));
      expect(Object.fromEntries(aged.headers)).toMatchObject({
        'cache-control': 'max-age=9',
        'x-cache': 'HIT',
        'content-length': '4',
        'content-type': 'text/plain',
        etag: '"k"',
      });
      expect(await aged.text()).toBe('kept');
    }
    expect(ages).toEqual(['1', '2']);
    expect((await fetch(`${served.url}/aged`, { headers: { 'if-none-match': '"k"' } })).status).toBe(304);
    expect(kept.head).not.toContain('age');
  });

  it('is answered in its turn where more than one comes at once', async () => {
    const send = ['/aged', '/plain', '/short']
      .map(
        (path, index, all) =>
          `GET ${path} HTTP/1.1\r\nHost: a\r\n${index === all.length - 1 ? 'Connection: close\r\n' : ''}\r\n`,
      )
      .join('');
    const answers = await rawRequest({ port: served.port, host: '127.0.0.1', send });

    expect(answers.match(/kept|"hello"|<p>/g)).toEqual(['kept', '"hello"', '<p>']);
  });

  it('is answered with no bytes where the handler gives nothing', async () => {
    const nothing = await fetch(`${served.url}/void`);
    expect(nothing.status).toBe(200);
    expect(nothing.headers.get('content-length')).toBe('0');
  });

  it('is answered with what the handler gives, now or later, as JSON', async () => {
    const plain = await fetch(`${served.url}/plain`);
    const later = await fetch(`${served.url}/later`);

    expect(plain.status).toBe(200);
    expect(plain.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(plain.headers.get('content-length')).toBe('18');
    expect(await plain.json()).toEqual({ hello: 'wörld' });
    expect(await later.json()).toEqual([1, 2]);
  });

  it('gets the status and headers of a reply', async () => {
    const answer = await fetch(`${served.url}/plain`, { method: 'POST' });

    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe('/plain');
    expect(await answer.json()).toEqual({ made: true });
  });

  it('may be answered with nothing but a status', async () => {
    const answer = await fetch(`${served.url}/things/7`, { method: 'DELETE' });

    expect(answer.status).toBe(204);
    expect(await answer.text()).toBe('');
  });

  it('gives the handler its path parameters, id, client and raw request', async () => {
    const answer = await fetch(`${served.url}/things/a%20b`, { headers: { 'user-agent': 'spec' } });

    expect(await answer.json()).toEqual({
      id: 'a b',
      requestId: answer.headers.get('x-request-id'),
      client: '127.0.0.1',
      method: 'GET',
      agent: 'spec',
      bytes: 0,
    });
  });

  it('carries the security headers, of which a page may have its own', async () => {
    const plain = await fetch(`${served.url}/plain`);
    const page = await fetch(`${served.url}/page`);

    expect(Object.fromEntries(plain.headers)).toMatchObject({
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
    expect(plain.headers.get('x-powered-by')).toBeNull();
    expect(page.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toBe('<p>Hi');
  });

  it('is answered as not modified only where it reads a 200', async () => {
    const headers = { 'if-none-match': '"t"' };
    const posted = await fetch(`${served.url}/tagged`, { method: 'POST', headers });
    const other = await fetch(`${served.url}/tagged`, { headers });

    expect([posted.status, other.status]).toEqual([200, 203]);
    expect(await other.text()).toBe('tagged');
  });

  it('may be answered with a page', async () => {
    expect(await (await fetch(`${served.url}/short`)).text()).toBe('<p>');
  });

  it('that meets a bug the handler knows of tells what the handler says', async () => {
    const answer = await fetch(`${served.url}/own-bug`);

    expect(await answer.json()).toMatchObject({ code: 'internal', detail: 'The stars are wrong.' });
    expect(served.reported).toContainEqual(expect.objectContaining({ message: 'The stars are wrong.' }));
  });

  it('keeps a harmless request id and replaces any other', async () => {
    const idOf = async (id: string): Promise<string | null> =>
      (await fetch(`${served.url}/plain`, { headers: { 'x-request-id': id } })).headers.get('x-request-id');

    expect(await idOf('order-7:a/b=c')).toBe('order-7:a/b=c');
    expect(await idOf('<script>')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await idOf('x'.repeat(129))).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('by HEAD gets the headers of GET and no body', async () => {
    const answer = await fetch(`${served.url}/plain`, { method: 'HEAD' });

    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-length')).toBe('18');
    expect(await answer.text()).toBe('');
  });

  it('by OPTIONS gets the methods of the path', async () => {
    const answer = await fetch(`${served.url}/plain`, { method: 'OPTIONS' });

    expect(answer.status).toBe(204);
    expect(answer.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
  });

  it('by another method is refused with those there are', async () => {
    const answer = await fetch(`${served.url}/things/7`, { method: 'PATCH' });

    expect(answer.status).toBe(405);
    expect(answer.headers.get('allow')).toBe('DELETE, GET, HEAD, OPTIONS');
    expect(await answer.json()).toMatchObject({ code: 'method-not-allowed', instance: '/things/7' });
    expect((await served.line('/things/7')).route).toBe('/things/:id');
  });

  it('to an unknown path is a problem with every member of the contract', async () => {
    const answer = await fetch(`${served.url}/nothing?secret=1`);

    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      type: 'urn:problem:not-found',
      title: 'Not found',
      status: 404,
      detail: 'There is nothing at /nothing.',
      instance: '/nothing',
      code: 'not-found',
      requestId: answer.headers.get('x-request-id'),
    });
  });

  it.each(['/Plain', '/plain/', '/things', '//plain'])('to %s finds no route', async (path) => {
    expect((await fetch(`${served.url}${path}`)).status).toBe(404);
  });

  it('with a path parameter that cannot be decoded is invalid', async () => {
    const answer = await fetch(`${served.url}/things/%ff`);

    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid-request',
      detail: 'The path has a malformed percent-escape.',
    });
  });

  it('that meets a bug is logged and reported with it, and tells the client nothing', async () => {
    const answer = await fetch(`${served.url}/throws`);
    const text = await answer.text();

    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({ code: 'internal' });
    expect(text).not.toMatch(/hunter2|requests\.spec/);
    expect(served.reported).toContainEqual(expect.objectContaining({ message: 'the password is hunter2' }));
    const line = await served.logs.waitFor(
      ({ message, route }) => message === 'The request failed' && route === '/throws',
    );
    expect(line).toMatchObject({ level: 'error', requestId: answer.headers.get('x-request-id'), route: '/throws' });
    expect(JSON.stringify(line.error)).toContain('requests.spec');
  });

  it('that meets an expected problem is not reported', async () => {
    const before = served.reported.length;
    const answer = await fetch(`${served.url}/rejects`);

    expect(answer.status).toBe(504);
    expect(answer.headers.get('retry-after')).toBe('3');
    expect(served.reported).toHaveLength(before);
  });

  it.each(['/unwritable', '/bad-header', '/bad-problem'])(
    'whose answer cannot be sent (%s) fails as a bug',
    async (path) => {
      const answer = await fetch(`${served.url}${path}`);

      expect(answer.status).toBe(500);
      expect(await answer.json()).toMatchObject({ code: 'internal', instance: path });
    },
  );
});

describe('createPort', () => {
  it('refuses two routes of the same method and path', async () => {
    const [route] = routes;

    await expect(serve([...routes, ...(route === undefined ? [] : [route])])).rejects.toThrow(
      'GET /plain is declared twice',
    );
  });
});
