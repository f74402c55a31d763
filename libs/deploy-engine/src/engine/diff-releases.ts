import type { KubernetesObject } from '../kubernetes-object.ts';
import type { Release } from '../registry/registry.ts';
import type { Current } from './current.ts';
import { diffConfiguration } from './diff-configuration.ts';
import type { Environment } from './environment.ts';
import type { ReleaseDiff } from './plan.ts';

/**
 * What a release has that what runs has not.
 *
 * @param repository an https URL, where commits can be compared
 */
export async function diffReleases(
  environment: Environment,
  { release: from, image }: Pick<Current, 'release' | 'image'>,
  to: Release,
  repository: string | undefined,
): Promise<ReleaseDiff> {
  const [before, after, all] = await Promise.all([
    from === null ? [] : objectsOf(environment, from),
    environment.registry.manifests(to, environment.name),
    environment.registry.releases(to.service),
  ]);
  const backwards = from !== null && from.createdAt > to.createdAt;
  return {
    from,
    to,
    image: { from: image, to: to.image, changed: image !== to.image },
    configuration: before.length === 0 ? [] : diffConfiguration(before, after),
    commits: commitsBetween(all, from, to, backwards),
    backwards,
    ...compareOf(repository, from, to, backwards),
  };
}

/** Of a release that the registry has no more, nothing can be compared. */
const objectsOf = ({ registry, name }: Environment, release: Release): Promise<readonly KubernetesObject[]> =>
  registry.manifests(release, name).catch(() => []);

function commitsBetween(
  all: readonly Release[],
  from: Release | null,
  to: Release,
  backwards: boolean,
): readonly Release[] {
  if (from === null) return [to];
  const [older, newer] = backwards ? [to, from] : [from, to];
  return all.filter(({ createdAt }) => createdAt > older.createdAt && createdAt <= newer.createdAt);
}

function compareOf(repository: string | undefined, from: Release | null, to: Release, backwards: boolean) {
  if (repository === undefined) return {};
  const base = repository.replace(/\/$/, '');
  if (from === null || from.commit === to.commit) return { compareUrl: `${base}/commit/${to.commit}` };
  const [older, newer] = backwards ? [to, from] : [from, to];
  return { compareUrl: `${base}/compare/${older.commit}...${newer.commit}` };
}
