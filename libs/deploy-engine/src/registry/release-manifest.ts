import { z } from 'zod';

import { DIGEST, digestOf } from './digest.ts';
import { parseJson } from './parse-json.ts';
import type { NewRelease, Release } from './registry.ts';

/** What a release is to a registry: https://github.com/opencontainers/image-spec/blob/v1.1.1/manifest.md#guidelines-for-artifact-usage. */
export const MEDIA_TYPES = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  release: 'application/vnd.exemplar.release.v1',
  layer: 'application/vnd.exemplar.manifests.v1+yaml',
  empty: 'application/vnd.oci.empty.v1+json',
} as const;

/** The annotation of a layer that says for which environment it is. */
const ENVIRONMENT = 'dev.exemplar.environment';
const TITLE = 'org.opencontainers.image.title';

/** The config of what has none. */
export const EMPTY = Buffer.from('{}');

const text = z.string().min(1);
const digest = z.string().regex(DIGEST);

const releaseManifest = z.object({
  artifactType: z.literal(MEDIA_TYPES.release),
  layers: z.array(z.object({ digest, annotations: z.object({ [ENVIRONMENT]: text }) })),
  annotations: z.object({
    [TITLE]: text,
    'org.opencontainers.image.version': text,
    'org.opencontainers.image.revision': text,
    'org.opencontainers.image.created': z.iso.datetime({ offset: true }),
    'org.opencontainers.image.authors': z.string(),
    'dev.exemplar.subject': z.string(),
    'dev.exemplar.image': text,
  }),
});

/** A release, and where in the registry what it says to each environment is. */
export interface StoredRelease {
  readonly release: Release;
  /** The digests of the layers, by the environment's name. */
  readonly layers: ReadonlyMap<string, string>;
}

/** A manifest that is to be pushed, and what it names. */
export interface ReleaseManifest {
  readonly bytes: Buffer<ArrayBuffer>;
  readonly blobs: readonly Buffer<ArrayBuffer>[];
}

/** @returns null where it is the manifest of something else */
export function readReleaseManifest(bytes: Buffer): StoredRelease | null {
  const { success, data } = releaseManifest.safeParse(parseJson(bytes));
  if (!success) return null;
  const { annotations, layers } = data;
  return {
    release: {
      service: annotations[TITLE],
      version: annotations['org.opencontainers.image.version'],
      digest: digestOf(bytes),
      image: annotations['dev.exemplar.image'],
      commit: annotations['org.opencontainers.image.revision'],
      subject: annotations['dev.exemplar.subject'],
      author: annotations['org.opencontainers.image.authors'],
      createdAt: annotations['org.opencontainers.image.created'],
    },
    layers: new Map(layers.map((layer) => [layer.annotations[ENVIRONMENT], layer.digest])),
  };
}

/** The same release has the same bytes: keys stand in one order, and no time but the commit's is in them. */
export function writeReleaseManifest(release: NewRelease): ReleaseManifest {
  const environments = Object.entries(release.manifests).map(([name, manifests]) => ({
    name,
    blob: Buffer.from(manifests),
  }));
  const descriptor = (mediaType: string, blob: Buffer) => ({ mediaType, digest: digestOf(blob), size: blob.length });
  const manifest = {
    schemaVersion: 2,
    mediaType: MEDIA_TYPES.manifest,
    artifactType: MEDIA_TYPES.release,
    config: descriptor(MEDIA_TYPES.empty, EMPTY),
    layers: environments.map(({ name, blob }) => ({
      ...descriptor(MEDIA_TYPES.layer, blob),
      annotations: { [ENVIRONMENT]: name, [TITLE]: `${name}.yaml` },
    })),
    annotations: {
      [TITLE]: release.service,
      'org.opencontainers.image.version': release.version,
      'org.opencontainers.image.revision': release.commit,
      'org.opencontainers.image.created': release.createdAt,
      'org.opencontainers.image.authors': release.author,
      'org.opencontainers.image.source': release.source,
      'dev.exemplar.subject': release.subject,
      'dev.exemplar.image': release.image,
    },
  };
  return {
    bytes: Buffer.from(JSON.stringify(manifest)),
    blobs: [EMPTY, ...environments.map(({ blob }) => blob)],
  };
}
