import { digestOf } from './registry-store.ts';
import { type Registry, startRegistry } from './start-registry.ts';

const BLOB = Buffer.from('hello');
const MANIFEST = JSON.stringify({ schemaVersion: 2, config: { digest: digestOf(BLOB) }, layers: [] });
const TYPE = 'application/vnd.oci.image.manifest.v1+json';

describe('a fake registry', () => {
  let registry: Registry;

  const ask = (path: string, method = 'GET', more: RequestInit = {}): Promise<Response> =>
    fetch(new URL(path, registry.url), { ...more, method });
  const codeOf = async (answer: Promise<Response>): Promise<unknown> => {
    const { status, ...told } = await answer.then(async (found) => ({
      status: found.status,
      body: (await found.json()) as { errors: readonly { code: string }[] },
    }));
    return [status, told.body.errors[0]?.code];
  };
  const pushBlob = (name = 'exemplar/shop'): Promise<Response> =>
    ask(`/v2/${name}/blobs/uploads/?digest=${digestOf(BLOB)}`, 'POST', { body: BLOB });
  const pushManifest = (reference: string, body = MANIFEST): Promise<Response> =>
    ask(`/v2/exemplar/shop/manifests/${reference}`, 'PUT', { body, headers: { 'content-type': TYPE } });

  beforeEach(async () => {
    registry = await startRegistry();
  });

  afterEach(async () => {
    await registry.close();
  });

  it('is one', async () => {
    const answer = await ask('/v2/');
    expect([answer.status, answer.headers.get('docker-distribution-api-version')]).toEqual([200, 'registry/2.0']);
    expect(await codeOf(ask('/v2/exemplar/shop'))).toEqual([404, 'NAME_UNKNOWN']);
    expect(await codeOf(ask('/v2/', 'POST'))).toEqual([405, 'UNSUPPORTED']);
  });

  describe('blobs', () => {
    it('come in one piece', async () => {
      const pushed = await pushBlob();
      expect(pushed.status).toBe(201);
      const pulled = await ask(String(pushed.headers.get('location')));
      expect(await pulled.text()).toBe('hello');
      const head = await ask(`/v2/exemplar/shop/blobs/${digestOf(BLOB)}`, 'HEAD');
      expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '5', '']);
    });

    it('come after an upload was begun, whole or in chunks', async () => {
      const begun = await ask('/v2/exemplar/shop/blobs/uploads/', 'POST');
      const whole = `${String(begun.headers.get('location'))}&digest=${digestOf(BLOB)}`;
      expect((await ask(whole, 'PUT', { body: BLOB })).status).toBe(201);

      const again = String((await ask('/v2/exemplar/cart/blobs/uploads/', 'POST')).headers.get('location'));
      const chunk = (range: string, body: string) => ask(again, 'PATCH', { body, headers: { 'content-range': range } });
      expect((await chunk('0-1', 'he')).headers.get('range')).toBe('0-1');
      expect(await codeOf(chunk('3-4', 'lo'))).toEqual([416, 'BLOB_UPLOAD_INVALID']);
      expect((await chunk('2-4', 'llo')).status).toBe(202);
      const state = await ask(again);
      expect([state.status, state.headers.get('range')]).toEqual([204, '0-4']);
      expect((await ask(`${again}&digest=${digestOf(BLOB)}`, 'PUT')).status).toBe(201);
      expect(await codeOf(ask(again))).toEqual([404, 'BLOB_UPLOAD_UNKNOWN']);
    });

    it('are mounted from where they are', async () => {
      await pushBlob('exemplar/cart');
      const mount = (from: string, digest: string) =>
        ask(`/v2/exemplar/shop/blobs/uploads/?mount=${digest}&from=${from}`, 'POST');
      expect((await mount('exemplar/cart', digestOf(BLOB))).status).toBe(201);
      expect((await mount('exemplar/cart', digestOf(Buffer.from('other')))).status).toBe(202);
      expect((await ask(`/v2/exemplar/shop/blobs/${digestOf(BLOB)}`)).status).toBe(200);
    });

    it('are what their digest says', async () => {
      const wrong = digestOf(Buffer.from('other'));
      const path = '/v2/exemplar/shop/blobs/uploads/';
      expect(await codeOf(ask(`${path}?digest=${wrong}`, 'POST', { body: BLOB }))).toEqual([400, 'DIGEST_INVALID']);
      const begun = String((await ask(path, 'POST')).headers.get('location'));
      expect(await codeOf(ask(begun, 'PUT', { body: BLOB }))).toEqual([400, 'DIGEST_INVALID']);
    });

    it('can be deleted, and uploads given up', async () => {
      const { headers } = await pushBlob();
      const at = String(headers.get('location'));
      expect((await ask(at, 'DELETE')).status).toBe(202);
      expect(await codeOf(ask(at))).toEqual([404, 'BLOB_UNKNOWN']);
      expect(await codeOf(ask(at, 'DELETE'))).toEqual([404, 'BLOB_UNKNOWN']);
      const upload = String((await ask('/v2/exemplar/shop/blobs/uploads/', 'POST')).headers.get('location'));
      expect((await ask(upload, 'DELETE')).status).toBe(204);
      expect(await codeOf(ask(upload, 'DELETE'))).toEqual([404, 'BLOB_UPLOAD_UNKNOWN']);
    });
  });

  describe('manifests', () => {
    beforeEach(async () => {
      await pushBlob();
    });

    it('are had by tag and by digest, as they came', async () => {
      const pushed = await pushManifest('1');
      const digest = String(pushed.headers.get('docker-content-digest'));
      expect([pushed.status, digest]).toEqual([201, digestOf(Buffer.from(MANIFEST))]);
      for (const reference of ['1', digest]) {
        const pulled = await ask(`/v2/exemplar/shop/manifests/${reference}`);
        expect(pulled.headers.get('content-type')).toBe(TYPE);
        expect(await pulled.text()).toBe(MANIFEST);
      }
      expect((await pushManifest(digest)).status).toBe(201);
      expect(await codeOf(ask('/v2/exemplar/shop/manifests/2'))).toEqual([404, 'MANIFEST_UNKNOWN']);
      expect(await codeOf(ask('/v2/exemplar/cart/manifests/1'))).toEqual([404, 'NAME_UNKNOWN']);
    });

    it('may be indexes of others', async () => {
      await pushManifest('1');
      const index = JSON.stringify({ manifests: [{ digest: digestOf(Buffer.from(MANIFEST)) }] });
      expect((await pushManifest('all', index)).status).toBe(201);
    });

    it.each([
      ['what is no JSON', '1', '{', 400, 'MANIFEST_INVALID'],
      ['what is not there', '1', '{"layers":[{"digest":"sha256:a"}]}', 404, 'MANIFEST_BLOB_UNKNOWN'],
      ['another digest', `sha256:${'a'.repeat(64)}`, MANIFEST, 400, 'DIGEST_INVALID'],
    ])('are refused for %s', async (_, reference, body, status, code) => {
      expect(await codeOf(pushManifest(reference, body))).toEqual([status, code]);
    });

    it('are deleted by tag, which leaves them, or by digest, which takes their tags along', async () => {
      for (const tag of ['1', '2', '3']) await pushManifest(tag);
      await pushManifest('other', '{}');
      const remove = (reference: string) => ask(`/v2/exemplar/shop/manifests/${reference}`, 'DELETE');
      const tags = async (): Promise<unknown> => (await ask('/v2/exemplar/shop/tags/list')).json();
      await remove('1');
      expect(await tags()).toEqual({ name: 'exemplar/shop', tags: ['2', '3', 'other'] });
      await remove(digestOf(Buffer.from(MANIFEST)));
      expect(await tags()).toEqual({ name: 'exemplar/shop', tags: ['other'] });
    });
  });

  it('lists tags and repositories, page by page', async () => {
    for (const version of ['1', '2', '3']) registry.release({ service: 'shop', version, manifests: () => ({}) });
    await pushBlob('exemplar/empty');
    const first = await ask('/v2/exemplar/shop/tags/list?n=2');
    expect(await first.json()).toEqual({ name: 'exemplar/shop', tags: ['1', '2'] });
    const [, next] = /^<(.*)>; rel="next"$/.exec(String(first.headers.get('link'))) ?? [];
    const second = await ask(String(next));
    expect([await second.json(), second.headers.get('link')]).toEqual([{ name: 'exemplar/shop', tags: ['3'] }, null]);
    expect(await (await ask('/v2/exemplar/shop/tags/list?n=0')).json()).toMatchObject({ tags: [] });
    expect(await (await ask('/v2/_catalog')).json()).toEqual({
      repositories: ['exemplar/shop', 'exemplar/shop-release'],
    });
  });

  it('holds the releases that it is given', async () => {
    const { digest, image } = registry.release({
      service: 'shop',
      version: '2026.11.28-1a2b3c4d',
      subject: 'Sell shoes',
      manifests: (of) => ({ staging: `image: ${of}` }),
    });
    expect(image).toMatch(/^127\.0\.0\.1:\d+\/exemplar\/shop@sha256:[\da-f]{64}$/);
    const release = await ask('/v2/exemplar/shop-release/manifests/2026.11.28-1a2b3c4d');
    expect(release.headers.get('docker-content-digest')).toBe(digest);
    const manifest = (await release.json()) as { layers: readonly { digest: string }[] };
    expect(manifest).toMatchObject({
      artifactType: 'application/vnd.exemplar.release.v1',
      layers: [{ annotations: { 'dev.exemplar.environment': 'staging' } }],
      annotations: { 'dev.exemplar.image': image, 'dev.exemplar.subject': 'Sell shoes' },
    });
    const layer = await ask(`/v2/exemplar/shop-release/blobs/${String(manifest.layers[0]?.digest)}`);
    expect(await layer.text()).toBe(`image: ${image}`);

    registry.forget('shop-release', '2026.11.28-1a2b3c4d');
    registry.forget('shop-release', 'never');
    expect((await ask(`/v2/exemplar/shop-release/manifests/${digest}`)).status).toBe(404);
  });

  describe('that wants to know who asks', () => {
    const login = { username: 'ada', password: 'secret' };
    const basic = `Basic ${Buffer.from('ada:secret').toString('base64')}`;
    const path = '/v2/exemplar/shop/manifests/1';
    const withAuth = async (auth: Parameters<typeof startRegistry>[0]): Promise<void> => {
      await registry.close();
      registry = await startRegistry(auth);
      registry.release({ service: 'shop', version: '1', manifests: () => ({}) });
    };
    const as = (authorization: string) => ({ headers: { authorization } });
    const tokenFor = async (scope: string, who: RequestInit = as(basic)): Promise<string> => {
      const answer = await ask(`/token?service=fake-registry&scope=${scope}`, 'GET', who);
      return `Bearer ${((await answer.json()) as { token: string }).token}`;
    };

    it('takes a password', async () => {
      await withAuth({ auth: { kind: 'basic', ...login } });
      const refused = await ask('/v2/');
      expect([refused.status, refused.headers.get('www-authenticate')]).toEqual([401, 'Basic realm="fake-registry"']);
      expect((await ask('/v2/', 'GET', as(basic))).status).toBe(200);
      expect((await ask(path)).status).toBe(401);
    });

    it('lets everybody pull, where it is public', async () => {
      await withAuth({ auth: { kind: 'basic', ...login, publicPull: true } });
      expect([(await ask(path)).status, (await pushBlob()).status]).toEqual([200, 401]);
      await withAuth({ auth: { kind: 'token', ...login, publicPull: true } });
      expect((await ask(path)).status).toBe(401);
      const token = await tokenFor('repository:exemplar/shop:pull', {});
      expect((await ask(path, 'GET', as(token))).status).toBe(200);
    });

    it('gives tokens, each for what it was asked for', async () => {
      await withAuth({ auth: { kind: 'token', ...login } });
      const scope = 'repository:exemplar/shop:pull';
      const challenge = `Bearer realm="${registry.url}/token",service="fake-registry"`;
      expect((await ask('/v2/')).headers.get('www-authenticate')).toBe(challenge);
      expect((await ask(path)).headers.get('www-authenticate')).toBe(`${challenge},scope="${scope}"`);
      const token = await tokenFor(scope);
      expect((await ask(path, 'GET', as(token))).status).toBe(200);
      expect((await ask('/v2/', 'GET', as(token))).status).toBe(200);
      const tooMuch = await ask(path, 'DELETE', as(token));
      expect(tooMuch.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
      expect((await ask('/v2/_catalog', 'GET', as(await tokenFor('registry:catalog:*')))).status).toBe(200);
      registry.expireTokens();
      const late = await ask(path, 'GET', as(token));
      expect([late.status, late.headers.get('www-authenticate')]).toEqual([
        401,
        expect.stringContaining('invalid_token'),
      ]);
      expect(await codeOf(ask('/token', 'GET', as('Basic x')))).toEqual([401, 'UNAUTHORIZED']);
    });
  });

  describe('that misbehaves', () => {
    it('says to come back later', async () => {
      registry.throttle(1, 2);
      registry.throttle(1);
      const first = await ask('/v2/');
      expect([first.status, first.headers.get('retry-after')]).toEqual([429, '2']);
      expect((await ask('/v2/')).headers.get('retry-after')).toBeNull();
      expect((await ask('/v2/')).status).toBe(200);
    });

    it('fails, or cuts, those that it is told to, until it behaves', async () => {
      const isTags = ({ url }: { readonly url: string }): boolean => url.includes('/tags/');
      registry.release({ service: 'shop', version: '1', manifests: () => ({}) });
      registry.slow(1, isTags);
      registry.slow(1);
      registry.refuse('UNAVAILABLE', 1, isTags);
      registry.reset(1);
      await expect(ask('/v2/')).rejects.toThrow('fetch failed');
      expect((await ask('/v2/')).status).toBe(200);
      expect((await ask('/v2/exemplar/shop/tags/list')).status).toBe(503);
      registry.refuse('DENIED');
      registry.slow(0);
      registry.behave();
      expect((await ask('/v2/exemplar/shop/tags/list')).status).toBe(200);
      expect(registry.requests).toHaveLength(4);
    });

    it('is gone, and back', async () => {
      await registry.gone();
      await expect(ask('/v2/')).rejects.toThrow('fetch failed');
      await registry.back();
      expect((await ask('/v2/')).status).toBe(200);
    });
  });
});
