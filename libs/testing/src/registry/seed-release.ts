import { digestOf, putManifest, type RegistryStore, type Repository } from './registry-store.ts';

/** A release that a registry is to hold, as `nx release-image` puts it there. */
export interface SeededRelease {
  readonly service: string;
  /** The tag of its image and of itself. */
  readonly version: string;
  /** What Kubernetes is told, by environment, of its image. */
  readonly manifests: (image: string) => Readonly<Record<string, string>>;
  /** 40 hex digits; made of the version, without. */
  readonly commit?: string;
  readonly subject?: string;
  readonly author?: string;
  /** ISO 8601; default now. */
  readonly createdAt?: string;
}

export interface Seeded {
  /** Of the release. */
  readonly digest: string;
  /** With its digest. */
  readonly image: string;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const EMPTY = Buffer.from('{}');

/**
 * Puts an image and its release into a registry: the image has no layers, and nothing in it runs.
 *
 * @param base what images' names begin with: `127.0.0.1:5000/exemplar`
 */
export function seedRelease(store: RegistryStore, base: string, release: SeededRelease): Seeded {
  const { service, version } = release;
  const prefix = base.slice(base.indexOf('/') + 1);
  const config = Buffer.from(JSON.stringify({ architecture: 'amd64', os: 'linux', version }));
  const images = store.open(`${prefix}/${service}`);
  const imageDigest = put(images, version, {
    config: blob(images, 'application/vnd.oci.image.config.v1+json', config),
    layers: [],
  });
  const image = `${base}/${service}@${imageDigest}`;
  return { image, digest: putRelease(store.open(`${prefix}/${service}-release`), release, image) };
}

function putRelease(repository: Repository, release: SeededRelease, image: string): string {
  const { service, version, manifests } = release;
  const { commit = digestOf(Buffer.from(version)).slice(7, 47), subject = `Release ${version}` } = release;
  const { author = 'Ada Lovelace', createdAt = new Date().toISOString() } = release;
  return put(repository, version, {
    artifactType: 'application/vnd.exemplar.release.v1',
    config: blob(repository, 'application/vnd.oci.empty.v1+json', EMPTY),
    layers: Object.entries(manifests(image)).map(([environment, text]) => ({
      ...blob(repository, 'application/vnd.exemplar.manifests.v1+yaml', Buffer.from(text)),
      annotations: { 'dev.exemplar.environment': environment, 'org.opencontainers.image.title': `${environment}.yaml` },
    })),
    annotations: {
      'org.opencontainers.image.title': service,
      'org.opencontainers.image.version': version,
      'org.opencontainers.image.revision': commit,
      'org.opencontainers.image.created': createdAt,
      'org.opencontainers.image.authors': author,
      'org.opencontainers.image.source': 'https://github.com/example/exemplar',
      'dev.exemplar.subject': subject,
      'dev.exemplar.image': image,
    },
  });
}

const put = (repository: Repository, tag: string, fields: object): string => {
  const bytes = Buffer.from(JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, ...fields }));
  return putManifest(repository, tag, { mediaType: MANIFEST, bytes });
};

function blob({ blobs }: Repository, mediaType: string, bytes: Buffer): object {
  const digest = digestOf(bytes);
  blobs.set(digest, bytes);
  return { mediaType, digest, size: bytes.length };
}
