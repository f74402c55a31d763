import { randomUUID } from 'node:crypto';

import { RegistryError } from './registry-error.ts';
import { digestOf, type Repository } from './registry-store.ts';

/** Blobs that come in pieces. */
export interface Uploads {
  /** @returns its id */
  begin(): string;
  /** How many bytes there are. @throws RegistryError BLOB_UPLOAD_UNKNOWN */
  size(id: string): number;
  /**
   * @param range `0-1023`: where these bytes belong; at the end, without
   * @throws RegistryError BLOB_UPLOAD_UNKNOWN, BLOB_UPLOAD_INVALID for bytes that belong elsewhere
   */
  append(id: string, bytes: Buffer, range?: string): void;
  /** @throws RegistryError BLOB_UPLOAD_UNKNOWN, DIGEST_INVALID */
  finish(id: string, digest: string, repository: Repository): void;
  cancel(id: string): void;
}

export function createUploads(): Uploads {
  const uploads = new Map<string, Buffer>();
  const find = (id: string): Buffer => {
    const found = uploads.get(id);
    if (!found) throw new RegistryError('BLOB_UPLOAD_UNKNOWN', `blob upload unknown to registry: ${id}`);
    return found;
  };
  return {
    begin: () => {
      const id = randomUUID();
      uploads.set(id, Buffer.alloc(0));
      return id;
    },
    size: (id) => find(id).length,
    append: (id, bytes, range) => {
      const before = find(id);
      const start = range === undefined ? before.length : Number.parseInt(range);
      if (start !== before.length) throw new RegistryError('BLOB_UPLOAD_INVALID', `${before.length} bytes are there`);
      uploads.set(id, Buffer.concat([before, bytes]));
    },
    finish: (id, digest, repository) => {
      putBlob(repository, find(id), digest);
      uploads.delete(id);
    },
    cancel: (id) => {
      find(id);
      uploads.delete(id);
    },
  };
}

/** @throws RegistryError DIGEST_INVALID */
export function putBlob({ blobs }: Repository, bytes: Buffer, digest: string): void {
  const actual = digestOf(bytes);
  if (actual !== digest) {
    throw new RegistryError('DIGEST_INVALID', `provided digest did not match uploaded content: ${actual}`);
  }
  blobs.set(digest, bytes);
}
