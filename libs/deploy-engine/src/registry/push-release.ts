import { DeployError } from '../deploy-error.ts';
import type { Ask } from './connection.ts';
import { digestOf } from './digest.ts';
import type { NewRelease, Pushed } from './registry.ts';
import { readReleaseManifest, writeReleaseManifest } from './release-manifest.ts';
import { readManifest, writeBlob, writeManifest } from './repository.ts';

/**
 * Puts a release into a repository, under its version.
 *
 * @param replace whether another release of that version gives way
 * @throws DeployError `version-taken`
 */
export async function pushRelease(
  ask: Ask,
  repository: string,
  release: NewRelease,
  replace: boolean,
): Promise<Pushed> {
  const { bytes, blobs } = writeReleaseManifest(release);
  const there = await readManifest(ask, repository, release.version);
  const wasThere = there !== null && digestOf(there) === digestOf(bytes);
  if (there !== null && !wasThere && !replace) throw taken(release, there);
  for (const blob of wasThere ? [] : blobs) await writeBlob(ask, repository, blob);
  if (!wasThere) await writeManifest(ask, repository, release.version, bytes);
  const { manifests: _manifests, source: _source, ...said } = release;
  return { release: { ...said, digest: digestOf(bytes) }, wasThere };
}

function taken({ service, version }: NewRelease, there: Buffer): DeployError {
  const release = readReleaseManifest(there)?.release;
  const what =
    release === undefined ? 'something else' : `commit ${release.commit.slice(0, 8)}, image ${release.image}`;
  return new DeployError(
    'version-taken',
    `${service} ${version} is released already, as ${what}. A version stays what it is: take another --tag.`,
  );
}
