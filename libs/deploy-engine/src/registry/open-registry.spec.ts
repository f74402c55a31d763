import { type Registry as FakeRegistry, startRegistry } from '@exemplar/testing/registry';

import { openRegistry } from './open-registry.ts';
import type { NewRelease, RegistryOptions } from './registry.ts';

const manifests = (image: string) => ({
  staging: `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: user-auth }\n---\napiVersion: v1\nkind: Pod\nimage: ${image}\n`,
  production: 'apiVersion: v1\nkind: Service\n',
});
const COMMIT = 'abcdef0123456789abcdef0123456789abcdef01';

const open = ({ base }: Pick<FakeRegistry, 'base'>, options: Partial<RegistryOptions> = {}) =>
  openRegistry({ base, env: {}, ...options });

/** Three days, of which the first is the newest: what is made later may be of an earlier commit. */
async function registryOfThree(): Promise<FakeRegistry> {
  const registry = await startRegistry();
  for (const [day, commit] of [
    ['23', COMMIT],
    ['21', COMMIT.replace('a', 'b')],
    ['22', COMMIT.replace('a', 'c')],
  ] as const) {
    const version = `2026.11.${day}-${commit.slice(0, 8)}`;
    const createdAt = `2026-11-${day}T10:00:00.000Z`;
    registry.release({
      service: 'user-auth',
      version,
      commit,
      createdAt,
      subject: `Day ${day}`,
      author: 'Ada',
      manifests,
    });
  }
  return registry;
}

describe('the releases of a service', () => {
  it('are told newest first, with what they are of', async () => {
    await using fake = await registryOfThree();
    const releases = await open(fake).releases('user-auth');
    expect(releases.map(({ subject }) => subject)).toEqual(['Day 23', 'Day 22', 'Day 21']);
    expect(releases[0]).toEqual({
      service: 'user-auth',
      version: '2026.11.23-abcdef01',
      digest: expect.stringMatching(/^sha256:[\da-f]{64}$/) as string,
      image: expect.stringMatching(new RegExp(`^${fake.base}/user-auth@sha256:[\\da-f]{64}$`)) as string,
      commit: COMMIT,
      subject: 'Day 23',
      author: 'Ada',
      createdAt: '2026-11-23T10:00:00.000Z',
    });
  });

  it('are none where the registry does not know the service', async () => {
    await using fake = await startRegistry();
    expect(await open(fake).releases('user-auth')).toEqual([]);
  });

  it('are no more than are looked at: the newest, by the day in their versions', async () => {
    await using fake = await registryOfThree();
    fake.release({ service: 'user-auth', version: 'trial', createdAt: '2026-11-24T10:00:00Z', manifests });
    const releases = await open(fake, { maxReleases: 2 }).releases('user-auth');
    expect(releases.map(({ subject }) => subject)).toEqual(['Day 23', 'Day 22']);
    expect((await open(fake).releases('user-auth'))[0]?.version).toBe('trial');
  });

  it('are read in pages, and each once', async () => {
    await using fake = await startRegistry();
    for (let n = 0; n < 1005; n += 1) {
      fake.release({ service: 'user-auth', version: `2026.11.23-${String(n).padStart(8, '0')}`, manifests });
    }
    const registry = open(fake, { maxReleases: 10 });
    expect(await registry.releases('user-auth')).toHaveLength(10);
    const manifestsRead = () =>
      fake.requests.filter(({ method, url }) => method === 'GET' && url.includes('/manifests/'));
    expect(manifestsRead()).toHaveLength(10);
    await registry.releases('user-auth');
    expect(manifestsRead()).toHaveLength(10);
    expect(fake.requests.filter(({ url }) => url.includes('/tags/list')).length).toBeGreaterThan(2);
  });

  it('fail together where one cannot be read', async () => {
    await using fake = await registryOfThree();
    fake.refuse('DENIED', 1, ({ url }) => url.includes('/manifests/'));
    await expect(open(fake).releases('user-auth')).rejects.toMatchObject({ code: 'registry-denied' });
  });
});

describe('finding a release', () => {
  it('takes the newest where nothing is said', async () => {
    await using fake = await registryOfThree();
    expect((await open(fake).find('user-auth')).subject).toBe('Day 23');
  });

  it('takes what a commit holds before changes that none does, also of that commit', async () => {
    await using fake = await startRegistry();
    const [older, newer] = ['2026-11-23T10:00:00Z', '2026-11-24T10:00:00Z'];
    const versions = async () => (await open(fake).releases('user-auth')).map(({ version }) => version);
    fake.release({ service: 'user-auth', version: '2-dirty', createdAt: newer, manifests });
    expect((await open(fake).find('user-auth')).version).toBe('2-dirty');
    fake.release({ service: 'user-auth', version: '1-dirty', createdAt: older, manifests });
    fake.release({ service: 'user-auth', version: '1', createdAt: older, manifests });
    expect((await open(fake).find('user-auth')).version).toBe('1');
    expect(await versions()).toEqual(['2-dirty', '1', '1-dirty']);
  });

  it('goes by tag, commit, and the digests of the release and its image', async () => {
    await using fake = await registryOfThree();
    const registry = open(fake);
    const release = await registry.find('user-auth', '2026.11.22-cbcdef01');
    const image = release.image.split('@')[1];
    for (const named of [release.commit, release.commit.slice(0, 7), release.digest, image]) {
      expect(await registry.find('user-auth', named)).toEqual(release);
    }
  });

  it.each([
    ['2026.11.22-cbcdef02', 'Nearest: 2026.11.22-cbcdef01, 2026.11.2'],
    ['next', 'Newest: 2026.11.23-abcdef01, 2026.11.22-cbcdef01, 2026.11.21-bbcdef01.'],
    ['abcdef', 'Newest: 2026.11.23-abcdef01, 2026.11.22-cbcdef01, 2026.11.21-bbcdef01.'],
    ['../../other', 'Newest: 2026.11.23-abcdef01, 2026.11.22-cbcdef01, 2026.11.21-bbcdef01.'],
  ])('tells the nearest versions, or the newest, where there is no %s', async (named, near) => {
    await using fake = await registryOfThree();
    await expect(open(fake).find('user-auth', named)).rejects.toMatchObject({
      code: 'unknown-version',
      message: expect.stringContaining(`user-auth has no version "${named}". ${near}`) as string,
    });
  });

  it.each([undefined, '1'])('says what makes the first release (%s)', async (named) => {
    await using fake = await startRegistry();
    await expect(open(fake).find('user-auth', named)).rejects.toMatchObject({
      code: 'no-releases',
      message: `There is no release of user-auth in ${fake.base}. Make one with npx nx release-image user-auth.`,
    });
  });

  it.each(['../other', 'User', ''])('takes "%s" for no service', async (service) => {
    await using fake = await startRegistry();
    const unknown = { code: 'unknown-service', message: `"${service}" is no name of a service.` };
    await expect(open(fake).find(service)).rejects.toMatchObject(unknown);
    await expect(open(fake).releases(service)).rejects.toMatchObject(unknown);
    expect(fake.requests).toEqual([]);
  });
});

describe('what an environment is told of a release', () => {
  it('are its objects', async () => {
    await using fake = await registryOfThree();
    const registry = open(fake);
    const release = await registry.find('user-auth');
    expect(await registry.manifests(release, 'staging')).toEqual([
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'user-auth' } },
      { apiVersion: 'v1', kind: 'Pod', image: release.image },
    ]);
  });

  it('is nothing for an environment that it was not made for', async () => {
    await using fake = await registryOfThree();
    const registry = open(fake);
    await expect(registry.manifests(await registry.find('user-auth'), 'test')).rejects.toMatchObject({
      code: 'unknown-environment',
      message: 'user-auth 2026.11.23-abcdef01 was not made for an environment "test". It was for: staging, production.',
    });
  });

  it('is gone with the release', async () => {
    await using fake = await registryOfThree();
    const release = await open(fake).find('user-auth');
    fake.forget('user-auth-release', release.version);
    await expect(open(fake).manifests(release, 'staging')).rejects.toMatchObject({
      code: 'unknown-version',
      message: `The registry has user-auth 2026.11.23-abcdef01 (${release.digest}) no more.`,
    });
  });
});

describe('a registry', () => {
  it('names the services that have releases', async () => {
    await using fake = await registryOfThree();
    fake.release({ service: 'billing', version: '1', manifests });
    expect(await open(fake).services()).toEqual(['billing', 'user-auth']);
    expect(await openRegistry({ base: `${fake.base}/nested`, env: {} }).services()).toEqual([]);
  });

  it('answers whether it has an image, by digest, tag, or neither', async () => {
    await using fake = await registryOfThree();
    const registry = open(fake);
    const { image, version } = await registry.find('user-auth');
    const [name] = image.split('@');
    const all = [image, `${name}:${version}`, `${name}:none`, String(name), `${name}@sha256:${'1'.repeat(64)}`];
    expect(await Promise.all(all.map((one) => registry.hasImage(one)))).toEqual([true, true, false, false, false]);
  });

  it.each(['user-auth', 'elsewhere.test/user-auth@sha256:1', 'elsewhere.test/exemplar/user-auth:1'])(
    'does not answer for %s',
    async (image) => {
      await using fake = await startRegistry();
      const host = fake.base.split('/')[0];
      await expect(open(fake).hasImage(image)).rejects.toMatchObject({
        code: 'registry-invalid',
        message: `"${image}" is no image of the registry ${host}. Wanted: ${host}/<name>@sha256:….`,
      });
    },
  );

  it('is asked as whoever the machine is logged in as, and lets in whoever may ask', async () => {
    await using fake = await startRegistry();
    await openRegistry({ base: fake.base }).ping();
    expect(fake.requests.map(({ url }) => url)).toEqual(['/v2/']);
  });
});

describe('pushing a release', () => {
  const newRelease = (change: Partial<NewRelease> = {}): NewRelease => ({
    service: 'user-auth',
    version: '2026.11.23-abcdef01',
    image: `registry.test/shop/user-auth@sha256:${'1'.repeat(64)}`,
    commit: COMMIT,
    subject: 'Keep sessions for a day',
    author: 'Ada',
    createdAt: '2026-11-23T10:00:00.000Z',
    source: 'https://git.test/acme/shop',
    manifests: manifests('an image'),
    ...change,
  });

  it('puts there what is read back', async () => {
    await using fake = await startRegistry();
    const { release, wasThere } = await open(fake).push(newRelease());
    expect(wasThere).toBe(false);
    expect(await open(fake).find('user-auth')).toEqual(release);
    expect(await open(fake).manifests(release, 'production')).toEqual([{ apiVersion: 'v1', kind: 'Service' }]);
  });

  it('puts the same there once, and by the same digest anywhere', async () => {
    await using fake = await startRegistry();
    await using other = await startRegistry();
    const first = await open(fake).push(newRelease());
    const writes = () => fake.requests.filter(({ method }) => method === 'PUT').length;
    const before = writes();
    expect(await open(fake).push(newRelease())).toEqual({ release: first.release, wasThere: true });
    expect(writes()).toBe(before);
    expect((await open(other).push(newRelease())).release).toEqual(first.release);
  });

  it('does not let another take its version, unless that is said', async () => {
    await using fake = await startRegistry();
    const { release } = await open(fake).push(newRelease());
    const other = newRelease({ subject: 'Keep sessions for a week' });
    await expect(open(fake).push(other)).rejects.toMatchObject({
      code: 'version-taken',
      message:
        `user-auth 2026.11.23-abcdef01 is released already, as commit abcdef01, image ${release.image}. ` +
        'A version stays what it is: take another --tag.',
    });
    await open(fake).push(other, { replace: true });
    expect((await open(fake).find('user-auth')).subject).toBe('Keep sessions for a week');
  });

  it('goes on where the registry was busy in between', async () => {
    await using fake = await startRegistry();
    fake.throttle(2, 0);
    await open(fake).push(newRelease());
    expect((await open(fake).find('user-auth')).commit).toBe(COMMIT);
  });
});
