import { createHash } from 'node:crypto';

import { RegistryError } from './registry-error.ts';

export interface StoredManifest {
  readonly mediaType: string;
  readonly bytes: Buffer;
}

export interface Repository {
  readonly blobs: Map<string, Buffer>;
  /** By digest. */
  readonly manifests: Map<string, StoredManifest>;
  /** The digest of each tag. */
  readonly tags: Map<string, string>;
}

/** What a registry holds, by repository. */
export interface RegistryStore {
  /** Those that hold a manifest, in order. */
  names(): readonly string[];
  /** Made where there is none. */
  open(name: string): Repository;
  /** @throws RegistryError NAME_UNKNOWN */
  find(name: string): Repository;
}

export const digestOf = (bytes: Uint8Array): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;

export function createRegistryStore(): RegistryStore {
  const repositories = new Map<string, Repository>();
  return {
    names: () =>
      [...repositories]
        .filter(([, { manifests }]) => manifests.size > 0)
        .map(([name]) => name)
        .sort(),
    open: (name) => {
      const found = repositories.get(name) ?? { blobs: new Map(), manifests: new Map(), tags: new Map() };
      repositories.set(name, found);
      return found;
    },
    find: (name) => {
      const found = repositories.get(name);
      if (!found) throw new RegistryError('NAME_UNKNOWN', `repository name not known to registry: ${name}`);
      return found;
    },
  };
}

/** @returns the digest; a tag that was another's is this one's now */
export function putManifest(repository: Repository, reference: string, manifest: StoredManifest): string {
  const digest = digestOf(manifest.bytes);
  repository.manifests.set(digest, manifest);
  if (!reference.startsWith('sha256:')) repository.tags.set(reference, digest);
  return digest;
}

/** @param reference a tag or a digest */
export function findManifest({ manifests, tags }: Repository, reference: string): readonly [string, StoredManifest] {
  const digest = tags.get(reference) ?? reference;
  const found = manifests.get(digest);
  if (!found) throw new RegistryError('MANIFEST_UNKNOWN', `manifest unknown: ${reference}`);
  return [digest, found];
}
