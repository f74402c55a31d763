import { createGuardedFetch, type GuardedFetch, parseCidrs } from '@exemplar/http-kit';
import { endless, html, type Origin, redirect, respond, startOrigin } from '@exemplar/testing';

import { emptyFacts, type PageFacts } from '../scrape/page-facts.ts';
import { probeImages } from './probe-images.ts';

/** The start of a PNG of a size. */
const png = (width: number, height: number) => {
  const bytes = Buffer.from('89504e470d0a1a0a0000000d4948445200000000000000000806000000', 'hex');
  bytes.writeUInt32BE(width, 16);
  bytes.writeUInt32BE(height, 20);
  return respond({ body: bytes, headers: { 'content-type': 'image/png' } });
};

describe('probeImages', () => {
  let origin: Origin;
  let pages: GuardedFetch;

  beforeAll(async () => {
    origin = await startOrigin({
      '/large.png': png(1200, 630),
      '/pixel.png': png(1, 1),
      '/icon.png': png(64, 64),
      '/text': html('no image'),
      '/private': redirect('http://10.0.0.1/'),
      '/endless': endless('x'.repeat(1000)),
      '/favicon.ico': png(32, 32),
    });
    pages = createGuardedFetch({ allowCidrs: parseCidrs('127.0.0.1/32'), allowPorts: '*' });
  });

  afterAll(async () => {
    pages.close();
    await origin.close();
  });

  const probe = async (images: readonly string[], icons: readonly string[] = ['/icon.png']) => {
    const media = images.map((path) => ({ url: origin.url + path, width: null, height: null, alt: 'A', type: null }));
    const facts: PageFacts = {
      ...emptyFacts('text/html'),
      finalUrl: `${origin.url}/page`,
      status: 200,
      images: media,
      image: media[0] ?? null,
      icons: icons.map((path) => ({ url: origin.url + path, sizes: null, type: null })),
      sources: media.length === 0 ? {} : { image: 'og:image' },
    };
    const { image, images: probed, icon, sources } = await probeImages(pages, facts, 1000);
    const short = (url: string | undefined): string | undefined => url?.slice(origin.url.length);
    return {
      image,
      urls: probed.map(({ url }) => short(url)),
      icon: icon && { ...icon, url: short(icon.url) },
      sources,
    };
  };

  it('corrects sizes and types by what the images say', async () => {
    expect(await probe(['/large.png'])).toMatchObject({
      image: { width: 1200, height: 630, type: 'image/png', alt: 'A' },
      icon: { url: '/icon.png', sizes: '64x64', type: 'image/png' },
      sources: { image: 'og:image' },
    });
  });

  it('leaves out tracking pixels, and prefers what can be read', async () => {
    expect(await probe(['/pixel.png', '/text', '/private', '/endless', '/large.png'])).toMatchObject({
      urls: ['/large.png', '/text', '/private', '/endless'],
      image: { width: 1200 },
      sources: { image: 'probe' },
    });
  });

  it('leaves none where there are only tracking pixels', async () => {
    expect(await probe(['/pixel.png'])).toMatchObject({ image: null, urls: [], sources: {} });
  });

  it('keeps what was declared of images that cannot be read', async () => {
    expect(await probe(['/text'], ['/text'])).toMatchObject({
      image: { width: null, alt: 'A' },
      icon: { url: '/text', sizes: null },
    });
  });

  it('finds the icon of a page that names none', async () => {
    expect((await probe([], [])).icon).toEqual({ url: '/favicon.ico', sizes: '32x32', type: 'image/png' });
  });

  it('takes nothing for an icon that is no image', async () => {
    origin.on('/favicon.ico', html('not found'));
    expect((await probe([], [])).icon).toBeNull();
  });
});
