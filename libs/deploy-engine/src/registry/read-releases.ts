import { LRUCache } from 'lru-cache';

import type { Ask } from './connection.ts';
import { isDirty } from './is-dirty.ts';
import { listTags } from './list-names.ts';
import { mapFew } from './map-few.ts';
import { readReleaseManifest, type StoredRelease } from './release-manifest.ts';
import { readDigest, readManifest } from './repository.ts';

/** Versions begin with their day. */
const VERSION = /^\d{4}\.\d{2}\.\d{2}-/;
const AT_A_TIME = 8;
const MAX_KEPT = 2000;

/** Reads releases out of the repositories that hold them. What a digest stands for is kept: it never changes. */
export interface ReleaseReader {
  /**
   * @param name the repository
   * @param reference a tag or a digest
   * @returns null where there is none, or it is something else
   */
  readonly one: (ask: Ask, name: string, reference: string) => Promise<StoredRelease | null>;
  /** The newest, each once. */
  readonly newest: (ask: Ask, name: string) => Promise<readonly StoredRelease[]>;
}

/** @param maxReleases how many tags of a repository are looked at */
export function createReleaseReader(maxReleases: number): ReleaseReader {
  const kept = new LRUCache<string, { readonly stored: StoredRelease | null }>({ max: MAX_KEPT });

  const one = async (ask: Ask, name: string, reference: string): Promise<StoredRelease | null> => {
    const digest = await readDigest(ask, name, reference);
    if (digest === null) return null;
    const key = `${name}@${String(digest)}`;
    const known = kept.get(key);
    if (known !== undefined) return known.stored;
    const bytes = await readManifest(ask, name, digest ?? reference);
    const stored = bytes && readReleaseManifest(bytes);
    if (digest !== undefined) kept.set(key, { stored });
    return stored;
  };

  return {
    one,
    newest: async (ask, name) => {
      const tags = newestTags(await listTags(ask, name)).slice(0, maxReleases);
      const found = await mapFew(tags, AT_A_TIME, (tag) => one(ask, name, tag));
      const releases = new Map(found.flatMap((stored) => (stored ? [[stored.release.digest, stored]] : [])));
      return [...releases.values()].toSorted(
        (a, b) => timeOf(b) - timeOf(a) || Number(isDirty(a.release)) - Number(isDirty(b.release)),
      );
    },
  };
}

/** Versions by their day, the newest first, and then what somebody named otherwise. */
function newestTags(tags: readonly string[]): readonly string[] {
  const [versions, others] = [tags.filter((tag) => VERSION.test(tag)), tags.filter((tag) => !VERSION.test(tag))];
  return [...versions.toSorted().reverse(), ...others];
}

const timeOf = ({ release }: StoredRelease): number => Date.parse(release.createdAt);
