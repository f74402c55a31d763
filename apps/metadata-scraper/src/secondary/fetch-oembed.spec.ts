import { createGuardedFetch, type GuardedFetch, OutboundError, parseCidrs } from '@exemplar/http-kit';
import { bomb, json, type Origin, redirect, respond, startOrigin } from '@exemplar/testing';

import { fetchOembed } from './fetch-oembed.ts';

const JSON_LINK = 'application/json+oembed';
const XML_LINK = 'text/xml+oembed';

describe('fetchOembed', () => {
  let origin: Origin;
  let pages: GuardedFetch;

  beforeAll(async () => {
    origin = await startOrigin({
      '/json': json({ type: 'rich', html: '<b>hi</b>' }),
      '/xml': respond({ body: '<oembed><type>link</type></oembed>', headers: { 'content-type': 'text/xml' } }),
      '/missing': respond({ status: 404, body: '{"type":"rich"}' }),
      '/private': redirect('http://10.0.0.1/'),
      '/bomb': bomb({ encoding: ['gzip'], size: 30_000_000 }),
    });
    pages = createGuardedFetch({ allowCidrs: parseCidrs('127.0.0.1/32'), allowPorts: '*' });
  });

  afterAll(async () => {
    pages.close();
    await origin.close();
  });

  const fetchFrom = (...links: readonly (readonly [path: string, type: string])[]) =>
    fetchOembed(
      pages,
      links.map(([path, type]) => ({ url: origin.url + path, type })),
      'https://example.com/',
      5000,
    );

  it('asks the provider that the page names, for JSON where there is a choice', async () => {
    expect(await fetchFrom(['/xml', XML_LINK], ['/json', JSON_LINK])).toEqual({ type: 'rich', html: '<b>hi</b>' });
    expect(await fetchFrom(['/xml', XML_LINK])).toEqual({ type: 'link' });
  });

  it.each(['/missing', '/private', '/bomb'])('has no answer where the provider gives none: %s', async (path) => {
    expect(await fetchFrom([path, JSON_LINK])).toBeNull();
  });

  it('asks the provider that the registry has for a page that names none', async () => {
    const asked: string[] = [];
    const openPage = (url: string | URL): Promise<never> => {
      asked.push(String(url));
      return Promise.reject(new OutboundError('upstream-unreachable', 'reset'));
    };
    expect(await fetchOembed({ openPage }, [], 'https://youtu.be/a?t=1', 5000)).toBeNull();
    expect(await fetchOembed({ openPage }, [], 'https://example.com/', 5000)).toBeNull();
    expect(asked).toEqual(['https://www.youtube.com/oembed?url=https%3A%2F%2Fyoutu.be%2Fa%3Ft%3D1&format=json']);
  });
});
