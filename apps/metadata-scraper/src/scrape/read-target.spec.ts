import { createGuardedFetch, type GuardedFetch, parseCidrs } from '@exemplar/http-kit';
import { html, type Origin, redirect, respond, startOrigin } from '@exemplar/testing';

import { readTarget } from './read-target.ts';
import { createTimings } from './timings.ts';

const refresh = (content: string): string =>
  `<meta http-equiv="refresh" content="${content}"><title>On the way</title>`;

describe('readTarget', () => {
  let origin: Origin;
  let pages: GuardedFetch;

  beforeAll(async () => {
    origin = await startOrigin({
      '/page': html('<title>The page</title>'),
      '/moved': html(refresh('0; url=/redirects')),
      '/redirects': redirect('/page'),
      '/late': html(refresh('300; url=/page')),
      '/itself': html(refresh('0; url=/itself#again')),
      '/here': html(refresh('0; url=/there')),
      '/there': html(refresh('0; url=/here')),
      '/private': html(refresh('0; url=http://10.0.0.1/')),
      '/script': html(refresh('0; url=javascript:alert(1)')),
      '/unchanged': respond({ status: 304 }),
    });
    pages = createGuardedFetch({ allowCidrs: parseCidrs('127.0.0.1/32'), allowPorts: '*' });
  });

  afterAll(async () => {
    pages.close();
    await origin.close();
  });

  const read = async (path: string, { maxRedirects = 5, headers = {} } = {}) => {
    const options = {
      candidates: false,
      keptBytes: 0,
      readPdf: () => Promise.resolve(null),
      maxRedirects,
      headers,
      left: () => 5000,
      timings: createTimings(),
      countBytes: () => undefined,
    };
    const target = await readTarget(pages, origin.url + path, options);
    return { path: target.page.url.slice(origin.url.length), title: target.read?.facts.title };
  };

  it('follows a refresh like a redirect', async () => {
    expect(await read('/moved')).toEqual({ path: '/page', title: 'The page' });
  });

  it.each(['/late', '/itself', '/script'])('stays where a refresh leads nowhere: %s', async (path) => {
    expect(await read(path)).toEqual({ path, title: 'On the way' });
  });

  it.each([
    ['/here', 'upstream-redirects'],
    ['/private', 'blocked-target'],
  ])('goes no way that a redirect may not go: %s', async (path, code) => {
    await expect(read(path)).rejects.toMatchObject({ code });
  });

  it('counts refreshes with the redirects', async () => {
    expect(await read('/moved', { maxRedirects: 2 })).toMatchObject({ path: '/page' });
    await expect(read('/moved', { maxRedirects: 0 })).rejects.toMatchObject({ code: 'upstream-redirects' });
  });

  it('has nothing to read where the origin says that nothing changed', async () => {
    expect(await read('/unchanged', { headers: { 'if-none-match': '"a"' } })).toEqual({
      path: '/unchanged',
      title: undefined,
    });
  });

  it('reads an origin that says so without having been asked', async () => {
    expect(await read('/unchanged')).toEqual({ path: '/unchanged', title: null });
  });
});
