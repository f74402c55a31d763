import { DeployError, type Registry, type Release } from '@exemplar/deploy-engine/registry';

import { Failure } from '../program/failure.ts';

/**
 * The release of a version, where it is there already with its image.
 *
 * @param commit what it has to be of
 * @returns null where it is still to be made
 * @throws Failure where the version is one of another commit; DeployError where the registry does not say
 */
export async function findReleased(
  registry: Registry,
  service: string,
  version: string,
  commit: string,
): Promise<Release | null> {
  const release = await registry.find(service, version).catch((error: unknown) => {
    if (error instanceof DeployError && NOT_THERE.has(error.code)) return null;
    throw error;
  });
  // A registry also finds a release by its commit.
  if (release?.version !== version) return null;
  if (release.commit !== commit) {
    throw new Failure(
      `${service} ${version} is released already, of commit ${release.commit.slice(0, 8)}. A version stays what it is: ` +
        'take another --tag.',
    );
  }
  return (await registry.hasImage(release.image)) ? release : null;
}

const NOT_THERE: ReadonlySet<string> = new Set(['no-releases', 'unknown-version']);
