import { createGuardedFetch, type GuardedFetch, parseCidrs } from '@exemplar/http-kit';
import { json, type Origin, redirect, startOrigin } from '@exemplar/testing';

import { emptyFacts, type PageFacts } from '../scrape/page-facts.ts';
import { completeByManifest } from './complete-by-manifest.ts';

const ICON = { url: 'https://page.example/own.png', sizes: null, type: null };

describe('completeByManifest', () => {
  let origin: Origin;
  let pages: GuardedFetch;

  beforeAll(async () => {
    origin = await startOrigin({
      '/full': json({ name: 'The Site', theme_color: '#123456', icons: [{ src: 'i.png', sizes: '192X192' }] }),
      '/short': json({ short_name: 'Site' }),
      '/nameless': json({ icons: [] }),
      '/nonsense': json([]),
      '/private': redirect('http://10.0.0.1/'),
    });
    pages = createGuardedFetch({ allowCidrs: parseCidrs('127.0.0.1/32'), allowPorts: '*' });
  });

  afterAll(async () => {
    pages.close();
    await origin.close();
  });

  const complete = (path: string | null, facts: Partial<PageFacts> = {}) => {
    const manifest = path === null ? null : origin.url + path;
    const page = { ...emptyFacts('text/html'), finalUrl: 'https://page.example/', status: 200, manifest, ...facts };
    return completeByManifest(pages, page, 5000);
  };

  it('takes what the page does not say', async () => {
    const icon = { url: `${origin.url}/i.png`, sizes: '192x192', type: null };
    expect(await complete('/full')).toMatchObject({
      siteName: 'The Site',
      themeColor: '#123456',
      icon,
      icons: [icon],
      sources: { siteName: 'manifest' },
    });
    expect(await complete('/short')).toMatchObject({ siteName: 'Site', icon: null });
    expect(await complete('/nameless')).toMatchObject({ siteName: null, sources: {} });
  });

  it('leaves what the page does say', async () => {
    const said = { siteName: 'Own', themeColor: '#fff' };
    expect(await complete('/full', said)).toMatchObject({ ...said, icons: [{ sizes: '192x192' }], sources: {} });
    expect(await complete('/full', { icons: [ICON] })).toMatchObject({ icons: [ICON], themeColor: '#123456' });
  });

  it('is not asked where nothing is missing', async () => {
    const before = origin.requests.length;
    await complete('/full', { siteName: 'Own', themeColor: '#fff', icons: [ICON] });
    await complete(null);
    expect(origin.requests).toHaveLength(before);
  });

  it.each(['/nonsense', '/private', '/missing'])('does no harm where it cannot be read: %s', async (path) => {
    expect(await complete(path)).toMatchObject({ siteName: null, icons: [], sources: {} });
  });
});
