import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { serve, type Served } from '../../fixtures/serve.ts';
import { staticAssets } from './static-assets.ts';

const large = 'x'.repeat(100_000);

describe('staticAssets', () => {
  let folder = '';
  let served: Served;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'assets-'));
    await mkdir(join(folder, 'sub'));
    await writeFile(join(folder, 'index.html'), '<p>Hello');
    await writeFile(join(folder, 'sub', 'index.html'), '<p>Sub');
    await writeFile(join(folder, 'app.js'), 'export {};');
    await writeFile(join(folder, 'large.unknown'), large);
    const url = pathToFileURL(folder);
    const routes = [...staticAssets(url), ...staticAssets(url, { prefix: '/more/', contentSecurityPolicy: 'sandbox' })];
    served = await serve(routes);
  });

  afterAll(async () => {
    await served.close();
    await rm(folder, { recursive: true });
  });

  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${served.url}${path}`, { headers });

  it('serves each file of a folder with its type', async () => {
    const script = await get('/app.js');
    const other = await get('/large.unknown');

    expect(script.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(script.headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(await script.text()).toBe('export {};');
    expect(other.headers.get('content-type')).toBe('application/octet-stream');
    expect(await other.text()).toBe(large);
  });

  it('serves index.html as the folder itself, with a policy for pages', async () => {
    const page = await get('/');

    expect(await page.text()).toBe('<p>Hello');
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await (await get('/sub/')).text()).toBe('<p>Sub');
    expect((await get('/index.html')).status).toBe(404);
  });

  it('leaves the query string to the page, whatever it is', async () => {
    expect((await get('/?url=https://example.com/&a&a=%')).status).toBe(200);
  });

  it('takes another prefix and policy', async () => {
    expect((await get('/more/')).headers.get('content-security-policy')).toBe('sandbox');
  });

  it('answers 304 to who has the same file already', async () => {
    const etag = (await get('/app.js')).headers.get('etag') ?? '';
    const fresh = await get('/app.js', { 'if-none-match': `"other", W/${etag}` });
    const any = await get('/app.js', { 'if-none-match': '*' });
    const stale = await get('/app.js', { 'if-none-match': '"other"' });

    expect(etag).toMatch(/^"[\w-]{22}"$/);
    expect([fresh.status, any.status, stale.status]).toEqual([304, 304, 200]);
    expect(fresh.headers.get('etag')).toBe(etag);
    expect(fresh.headers.get('cache-control')).toBe('no-cache');
    expect(fresh.headers.get('content-type')).toBeNull();
    expect(await fresh.text()).toBe('');
  });
});
