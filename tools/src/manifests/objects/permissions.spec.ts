import { PLATFORM, serviceWith } from '../../../fixtures/subject.ts';
import type { Environment, Platform } from '../../descriptor/platform-schema.ts';
import type { Service } from '../../descriptor/service-schema.ts';
import { checkManifests } from '../checks/check-manifests.ts';
import { renderEnvironment } from '../render-environment.ts';
import { renderService } from '../render-service.ts';
import { permissions } from './permissions.ts';

const rules: Service['permissions']['rules'] = [
  { group: 'apps', resources: ['deployments'], verbs: ['get', 'patch'] },
  { group: '', resources: ['pods/log'], verbs: ['get'], names: ['one'] },
];
const bot = (environments: 'own' | 'own-and-earlier') => serviceWith({ permissions: { environments, rules } });

/** Three environments; what is said of each is added. */
const platformWith = (...said: readonly Partial<Environment>[]): Platform => {
  const environments = ['test', 'staging', 'production'].map((name, index) => [
    name,
    { ...PLATFORM.environments.staging, namespace: `shop-${name}`, ...said[index] },
  ]);
  return { ...PLATFORM, environments: Object.fromEntries(environments) as Platform['environments'] };
};

/** Who is given a role where, and by what name. */
const bound = (service: Service, platform = platformWith()): readonly string[] =>
  Object.keys(platform.environments).flatMap((environment) =>
    permissions(environment, platform, [service]).flatMap((object) =>
      'roleRef' in object
        ? [`${object.metadata?.namespace}/${object.roleRef.name}: ${object.subjects?.[0]?.namespace}`]
        : [],
    ),
  );

describe('what a service may do in Kubernetes', () => {
  it('is nothing where it does not say', () => {
    expect(bound(serviceWith())).toEqual([]);
  });

  it('is a role, verb by verb, that its own account has', () => {
    const [role, binding] = permissions('staging', PLATFORM, [bot('own')]);
    expect(role).toMatchObject({
      kind: 'Role',
      metadata: { name: 'user-auth', namespace: 'shop-staging' },
      rules: [
        { apiGroups: ['apps'], resources: ['deployments'], verbs: ['get', 'patch'] },
        { apiGroups: [''], resources: ['pods/log'], resourceNames: ['one'], verbs: ['get'] },
      ],
    });
    expect(binding).toMatchObject({
      kind: 'RoleBinding',
      roleRef: { kind: 'Role', name: 'user-auth' },
      subjects: [{ kind: 'ServiceAccount', name: 'user-auth', namespace: 'shop-staging' }],
    });
  });

  it('holds in the environment that it runs in', () => {
    expect(bound(bot('own'))).toEqual([
      'shop-test/user-auth: shop-test',
      'shop-staging/user-auth: shop-staging',
      'shop-production/user-auth: shop-production',
    ]);
  });

  it('holds in earlier environments where it says so, and never in a later one', () => {
    expect(bound(bot('own-and-earlier'))).toEqual([
      'shop-test/user-auth: shop-test',
      'shop-test/user-auth-from-staging: shop-staging',
      'shop-test/user-auth-from-production: shop-production',
      'shop-staging/user-auth: shop-staging',
      'shop-staging/user-auth-from-production: shop-production',
      'shop-production/user-auth: shop-production',
    ]);
  });

  it('ends at the cluster', () => {
    expect(bound(bot('own-and-earlier'), platformWith({}, {}, { context: 'production' }))).toEqual([
      'shop-test/user-auth: shop-test',
      'shop-test/user-auth-from-staging: shop-staging',
      'shop-staging/user-auth: shop-staging',
      'shop-production/user-auth: shop-production',
    ]);
  });

  it('passes the checks in each environment', () => {
    const [service, platform] = [bot('own-and-earlier'), platformWith()];
    for (const environment of Object.keys(platform.environments)) {
      const objects = [
        ...renderEnvironment(environment, platform, [service, serviceWith({ name: 'other' })]),
        ...renderService(service, environment, platform),
      ];
      const failed = checkManifests(objects, service, environment, platform).filter(({ problem }) => problem !== null);
      expect(failed).toEqual([]);
    }
  });
});
