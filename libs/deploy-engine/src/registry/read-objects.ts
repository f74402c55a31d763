import { DeployError } from '../deploy-error.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import type { Ask } from './connection.ts';
import { readManifests } from './read-manifests.ts';
import type { ReleaseReader } from './read-releases.ts';
import type { Release } from './registry.ts';
import { readBlob } from './repository.ts';

/**
 * What Kubernetes is told of a release.
 *
 * @throws DeployError `unknown-version` where the registry has it no more, `unknown-environment`
 */
export async function readObjects(
  ask: Ask,
  { one }: ReleaseReader,
  repository: string,
  { service, version, digest }: Release,
  environment: string,
): Promise<readonly KubernetesObject[]> {
  const stored = await one(ask, repository, digest);
  if (stored === null) {
    throw new DeployError('unknown-version', `The registry has ${service} ${version} (${digest}) no more.`);
  }
  const layer = stored.layers.get(environment);
  if (layer !== undefined) return readManifests((await readBlob(ask, repository, layer)).toString());
  const all = [...stored.layers.keys()].join(', ');
  throw new DeployError(
    'unknown-environment',
    `${service} ${version} was not made for an environment "${environment}". It was for: ${all}.`,
  );
}
