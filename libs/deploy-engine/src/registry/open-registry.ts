import { DeployError } from '../deploy-error.ts';
import { connect } from './connect.ts';
import { findByContent, noReleases, unknownVersion } from './find-release.ts';
import { isDirty } from './is-dirty.ts';
import { listRepositories } from './list-names.ts';
import { parseImage } from './parse-image.ts';
import { pushRelease } from './push-release.ts';
import { readCredentials } from './read-credentials.ts';
import { readObjects } from './read-objects.ts';
import { createReleaseReader } from './read-releases.ts';
import type { Registry, RegistryOptions } from './registry.ts';
import { parseRegistryAddress } from './registry-address.ts';
import { readDigest } from './repository.ts';

const SUFFIX = '-release';
/** What a person says stands in a path, and so may be nothing but a name. */
const SERVICE = /^[a-z\d]+(?:-+[a-z\d]+)*$/;
/** What may be a tag or a digest, and so may stand in a path. */
const REFERENCE = /^(?:\w[\w.-]{0,127}|sha256:[\da-f]{64})$/;

/**
 * The releases that a registry has.
 *
 * @throws DeployError `registry-invalid` where the address is none
 */
export function openRegistry(options: RegistryOptions): Registry {
  const { base, services = [], timeoutMs = 15_000, maxReleases = 100, env = process.env } = options;
  const address = parseRegistryAddress(base, options.plainHttp);
  const credentials = options.credentials ?? readCredentials(address.host, address.prefix, env);
  const withRegistry = connect({ address, credentials, timeoutMs });
  const reader = createReleaseReader(maxReleases);
  const repositoryOf = (service: string): string => {
    if (SERVICE.test(service)) return `${address.prefix}${service}${SUFFIX}`;
    throw new DeployError('unknown-service', `${JSON.stringify(service)} is no name of a service.`);
  };
  const serviceOf = (repository: string): readonly string[] =>
    repository.startsWith(address.prefix) && repository.endsWith(SUFFIX)
      ? [repository.slice(address.prefix.length, -SUFFIX.length)]
      : [];

  const releases: Registry['releases'] = async (service) => {
    const repository = repositoryOf(service);
    return (await withRegistry((ask) => reader.newest(ask, repository))).map(({ release }) => release);
  };

  return {
    ping: () =>
      withRegistry(async (ask) => {
        await ask({ path: '/v2/', scope: '', wanted: [200] });
      }),
    services: async () => (await withRegistry(listRepositories))?.flatMap(serviceOf).toSorted() ?? services,
    releases,
    find: async (service, named) => {
      const direct = named !== undefined && REFERENCE.test(named);
      const one = direct ? await withRegistry((ask) => reader.one(ask, repositoryOf(service), named)) : null;
      if (one !== null) return one.release;
      const all = await releases(service);
      const [newest] = all;
      if (newest === undefined) throw noReleases(service, base);
      if (named === undefined) return all.find((release) => !isDirty(release)) ?? newest;
      const found = findByContent(all, named);
      if (found === undefined) throw unknownVersion(service, named, all);
      return found;
    },
    manifests: (release, environment) =>
      withRegistry(async (ask) => readObjects(ask, reader, repositoryOf(release.service), release, environment)),
    hasImage: (image) =>
      withRegistry(async (ask) => {
        const { name, reference } = parseImage(image, address.host);
        return (await readDigest(ask, name, reference)) !== null;
      }),
    push: (release, { replace = false } = {}) =>
      withRegistry(async (ask) => pushRelease(ask, repositoryOf(release.service), release, replace)),
  };
}
