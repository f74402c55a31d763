import { createHash } from 'node:crypto';

import { json, type Origin, respond, startOrigin } from '@exemplar/testing';

import { openRegistry } from './open-registry.ts';
import type { NewRelease, Release } from './registry.ts';

const digestOf = (text: string) => `sha256:${createHash('sha256').update(text).digest('hex')}`;

const RELEASE: Release = {
  service: 'user-auth',
  version: '2026.11.23-1a2b3c4d',
  digest: `sha256:${'1'.repeat(64)}`,
  image: `localhost/shop/user-auth@sha256:${'2'.repeat(64)}`,
  commit: '1a2b3c4d'.repeat(5),
  subject: 'Keep sessions for a day',
  author: 'Ada',
  createdAt: '2026-11-23T10:00:00.000Z',
};
const NEW: NewRelease = { ...RELEASE, source: 'https://git.test/acme/shop', manifests: { staging: 'a: 1' } };

/** What a release is to a registry, with other parts. */
const manifest = (change: object = {}) =>
  JSON.stringify({
    artifactType: 'application/vnd.exemplar.release.v1',
    layers: [{ digest: digestOf('a: 1'), annotations: { 'dev.exemplar.environment': 'staging' } }],
    annotations: {
      'org.opencontainers.image.title': 'user-auth',
      'org.opencontainers.image.version': RELEASE.version,
      'org.opencontainers.image.revision': RELEASE.commit,
      'org.opencontainers.image.created': RELEASE.createdAt,
      'org.opencontainers.image.authors': 'Ada',
      'dev.exemplar.subject': RELEASE.subject,
      'dev.exemplar.image': RELEASE.image,
    },
    ...change,
  });

const open = ({ port }: Pick<Origin, 'port'>) =>
  openRegistry({ base: `localhost:${port}/shop`, env: {}, services: ['user-auth'] });

const REPOSITORY = '/v2/shop/user-auth-release';

describe('a registry that answers wrongly', () => {
  it('is believed neither a manifest nor a blob that is not what its digest says', async () => {
    const text = manifest();
    await using origin = await startOrigin({
      [`${REPOSITORY}/manifests/${RELEASE.digest}`]: respond({
        body: text,
        headers: { 'docker-content-digest': RELEASE.digest },
      }),
      [`${REPOSITORY}/manifests/${digestOf(text)}`]: respond({ body: text }),
      [`${REPOSITORY}/blobs/${digestOf('a: 1')}`]: respond({ body: 'a: 2' }),
    });
    await expect(open(origin).find('user-auth', RELEASE.digest)).rejects.toMatchObject({
      code: 'registry-invalid',
      message:
        `shop/user-auth-release@${RELEASE.digest} is not what its digest says: its bytes are ${digestOf(text)}, ` +
        `and ${RELEASE.digest} was asked for.`,
    });
    await expect(open(origin).manifests({ ...RELEASE, digest: digestOf(text) }, 'staging')).rejects.toMatchObject({
      code: 'registry-invalid',
      message: expect.stringContaining(`its bytes are ${digestOf('a: 2')}`) as string,
    });
  });

  it.each([
    ['what is no JSON', 'a page'],
    ['an image', manifest({ artifactType: 'application/vnd.oci.image.config.v1+json' })],
    ['a release without a commit', manifest({ annotations: {} })],
    ['a release without layers', manifest({ layers: undefined })],
  ])('has no release in %s', async (_, text) => {
    await using origin = await startOrigin({
      [`${REPOSITORY}/tags/list`]: json({ tags: ['1', RELEASE.version] }),
      [`${REPOSITORY}/manifests/1`]: respond({ body: text }),
      [`${REPOSITORY}/manifests/${RELEASE.version}`]: respond({ body: manifest() }),
    });
    expect((await open(origin).releases('user-auth')).map(({ version }) => version)).toEqual([RELEASE.version]);
    await expect(open(origin).find('user-auth', '1')).rejects.toMatchObject({ code: 'unknown-version' });
  });

  it.each([['a page'], ['{"tags":1}']])('has no list of names in %s', async (body) => {
    await using origin = await startOrigin({ [`${REPOSITORY}/tags/list`]: respond({ body }) });
    await expect(open(origin).releases('user-auth')).rejects.toMatchObject({
      code: 'registry-invalid',
      message: `What the registry answers to ${REPOSITORY}/tags/list is no list of names.`,
    });
  });

  it('has no tags where it says null', async () => {
    await using origin = await startOrigin({ [`${REPOSITORY}/tags/list`]: json({ tags: null }) });
    expect(await open(origin).releases('user-auth')).toEqual([]);
  });

  it('is not read to the end where its list has none', async () => {
    const next = { link: `<${REPOSITORY}/tags/list?last=a>; rel="next"` };
    await using origin = await startOrigin({ [`${REPOSITORY}/tags/list`]: json({ tags: [] }, next) });
    expect(await open(origin).releases('user-auth')).toEqual([]);
    expect(origin.requests).toHaveLength(20);
  });

  it.each([401, 403, 404, 405])('has the services that were named, where its catalog answers %s', async (status) => {
    await using origin = await startOrigin({ '/v2/_catalog': respond({ status }) });
    expect(await open(origin).services()).toEqual(['user-auth']);
  });

  it('cannot be pushed to where it does not say to what address', async () => {
    await using origin = await startOrigin({ [`${REPOSITORY}/blobs/uploads/`]: respond({ status: 202 }) });
    await expect(open(origin).push(NEW)).rejects.toMatchObject({
      code: 'registry-invalid',
      message: 'The registry does not say where a blob of shop/user-auth-release can be uploaded to.',
    });
  });

  it.each([
    ['/upload', '/upload?'],
    ['/upload?session=1', '/upload?session=1&'],
  ])('may have blobs uploaded to another host (%s), which does not see the credentials', async (path, begin) => {
    await using other = await startOrigin({ '/upload': respond({ status: 201 }) });
    await using origin = await startOrigin({
      [`${REPOSITORY}/manifests/${RELEASE.version}`]: (request, response) => {
        respond({ status: request.method === 'PUT' ? 201 : 404 })(request, response);
      },
      [`${REPOSITORY}/blobs/uploads/`]: respond({
        status: 202,
        headers: { location: `${other.url}${path}` },
      }),
    });
    const base = `localhost:${origin.port}/shop`;
    const registry = openRegistry({ base, env: {}, credentials: { username: 'ada', password: 'secret' } });
    expect((await registry.push(NEW)).wasThere).toBe(false);
    expect(other.requests.map(({ url, headers }) => [url, headers.authorization])).toEqual(
      ['{}', 'a: 1'].map((blob) => [`${begin}digest=${encodeURIComponent(digestOf(blob))}`, undefined]),
    );
  });

  it('is told that something else has a version', async () => {
    await using origin = await startOrigin({ [`${REPOSITORY}/manifests/${RELEASE.version}`]: json({}) });
    await expect(open(origin).push(NEW)).rejects.toMatchObject({
      code: 'version-taken',
      message: `user-auth ${RELEASE.version} is released already, as something else. A version stays what it is: take another --tag.`,
    });
  });
});
