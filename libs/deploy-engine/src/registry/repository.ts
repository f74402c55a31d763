import { DeployError } from '../deploy-error.ts';
import type { Ask } from './connection.ts';
import { assertDigest, DIGEST, digestOf } from './digest.ts';
import { MEDIA_TYPES } from './release-manifest.ts';

/** The manifests that images have: of one platform or several, in the words of OCI or of Docker. */
const IMAGES = [
  MEDIA_TYPES.manifest,
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ');

const pull = (name: string): string => `repository:${name}:pull`;
const push = (name: string): string => `repository:${name}:pull,push`;

/**
 * A manifest of a repository.
 *
 * @param reference a tag or a digest, to which its bytes are held
 * @returns null where there is none
 */
export async function readManifest(ask: Ask, name: string, reference: string): Promise<Buffer | null> {
  const path = `/v2/${name}/manifests/${reference}`;
  const headers = { accept: MEDIA_TYPES.manifest };
  const { status, body } = await ask({ path, headers, scope: pull(name), wanted: [200, 404] });
  if (status === 404) return null;
  if (DIGEST.test(reference)) assertDigest(body, reference, `${name}@${reference}`);
  return body;
}

/** The digest of what a tag, or a digest, stands for, or null where there is nothing; undefined where the registry does not say. */
export async function readDigest(ask: Ask, name: string, reference: string): Promise<string | null | undefined> {
  const path = `/v2/${name}/manifests/${reference}`;
  const question = {
    method: 'HEAD',
    path,
    headers: { accept: IMAGES },
    scope: pull(name),
    wanted: [200, 404],
  } as const;
  const { status, headers } = await ask(question);
  return status === 404 ? null : (headers.get('docker-content-digest') ?? undefined);
}

/** @throws DeployError `registry-invalid` where there is none, or one with another digest */
export async function readBlob(ask: Ask, name: string, digest: string): Promise<Buffer> {
  const { body } = await ask({ path: `/v2/${name}/blobs/${digest}`, scope: pull(name), wanted: [200] });
  assertDigest(body, digest, `The blob ${digest} of ${name}`);
  return body;
}

/** Puts a blob where it is not there yet: in one piece, as a release's are small. */
export async function writeBlob(ask: Ask, name: string, blob: Buffer<ArrayBuffer>): Promise<void> {
  const digest = digestOf(blob);
  const scope = push(name);
  const there = await ask({ method: 'HEAD', path: `/v2/${name}/blobs/${digest}`, scope, wanted: [200, 404] });
  if (there.status === 200) return;
  const started = await ask({ method: 'POST', path: `/v2/${name}/blobs/uploads/`, scope, wanted: [202] });
  const location = started.headers.get('location');
  if (location === null) {
    throw new DeployError('registry-invalid', `The registry does not say where a blob of ${name} can be uploaded to.`);
  }
  await ask({
    method: 'PUT',
    path: withDigest(location, digest),
    headers: { 'content-type': 'application/octet-stream' },
    body: blob,
    scope,
    wanted: [201],
  });
}

/** What a registry names to upload to may have a query, which is kept as it is. */
const withDigest = (location: string, digest: string): string =>
  `${location}${location.includes('?') ? '&' : '?'}digest=${encodeURIComponent(digest)}`;

/** Puts a manifest under a tag. What it names has to be there. */
export async function writeManifest(ask: Ask, name: string, tag: string, bytes: Buffer<ArrayBuffer>): Promise<void> {
  const headers = { 'content-type': MEDIA_TYPES.manifest };
  const path = `/v2/${name}/manifests/${tag}`;
  await ask({ method: 'PUT', path, headers, body: bytes, scope: push(name), wanted: [201] });
}
