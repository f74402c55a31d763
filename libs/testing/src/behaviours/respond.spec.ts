import { startOrigin } from '../origin.ts';
import { html, json, redirect, respond, wrongCharset } from './respond.ts';

describe('an answer', () => {
  it('has the status, the headers and the body it was told to', async () => {
    await using origin = await startOrigin({
      '/': respond({ status: 201, headers: { 'x-one': ['a', 'b'] }, body: Buffer.from([1, 2, 255]) }),
    });
    const answer = await fetch(origin.url);
    expect([answer.status, answer.headers.get('x-one'), answer.headers.get('content-length')]).toEqual([
      201,
      'a, b',
      '3',
    ]);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([1, 2, 255]));
  });

  it('is an empty one unless told otherwise', async () => {
    await using origin = await startOrigin({ '/': respond() });
    const answer = await fetch(origin.url);
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  it('is a page', async () => {
    await using origin = await startOrigin({ '/': html('é'), '/plain': html('a', { 'content-type': 'text/plain' }) });
    const answer = await fetch(origin.url);
    expect([answer.headers.get('content-type'), await answer.text()]).toEqual(['text/html; charset=utf-8', 'é']);
    expect((await fetch(`${origin.url}/plain`)).headers.get('content-type')).toBe('text/plain');
  });

  it('is JSON', async () => {
    await using origin = await startOrigin({ '/': json({ a: 1 }), '/b': json([], { etag: '"1"' }) });
    const answer = await fetch(origin.url);
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(await answer.json()).toEqual({ a: 1 });
    expect((await fetch(`${origin.url}/b`)).headers.get('etag')).toBe('"1"');
  });

  it('is a redirect', async () => {
    await using origin = await startOrigin({ '/': redirect('/b'), '/c': redirect('/d', 308) });
    const first = await fetch(origin.url, { redirect: 'manual' });
    expect([first.status, first.headers.get('location')]).toEqual([302, '/b']);
    expect((await fetch(`${origin.url}/c`, { redirect: 'manual' })).status).toBe(308);
  });

  it('is a page in another charset than it says', async () => {
    await using origin = await startOrigin({
      '/': wrongCharset({ body: 'é', actual: 'latin1', declared: 'utf-8' }),
    });
    const answer = await fetch(origin.url);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(Buffer.from([0xe9]));
  });
});
