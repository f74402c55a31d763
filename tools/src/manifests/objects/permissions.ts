import type { IRole } from 'kubernetes-models/rbac.authorization.k8s.io/v1/Role';
import type { IRoleBinding } from 'kubernetes-models/rbac.authorization.k8s.io/v1/RoleBinding';

import type { Environment, Platform } from '../../descriptor/platform-schema.ts';
import type { Service } from '../../descriptor/service-schema.ts';
import { UNRELEASED } from '../subject.ts';
import { labelsOf } from './metadata.ts';
import { reachOf } from './reach.ts';

const GROUP = 'rbac.authorization.k8s.io';

/** A service that may do something in a namespace: from its own environment, or from a later one. */
interface Holder {
  readonly service: Service;
  /** The environment that it runs in. */
  readonly environment: string;
  /** Of that environment. */
  readonly home: Environment;
}

/** What a role in an environment is called: by whose it is, and from where that acts if not from there. */
export const roleName = (service: string, from: string, environment: string): string =>
  from === environment ? service : `${service}-from-${from}`;

/**
 * What services may do in an environment. It belongs to the environment, not to a release: who gives rights has to hold them, and
 * what deploys holds none to give.
 *
 * @param environment its name
 */
export function permissions(
  environment: string,
  platform: Platform,
  services: readonly Service[],
): readonly (IRole | IRoleBinding)[] {
  const holders = Object.entries(platform.environments).flatMap(([from, home]) =>
    services.map((service): Holder => ({ service, environment: from, home })),
  );
  return holders.flatMap((holder) => {
    const where = reachOf({ ...holder, platform }).get(environment);
    return where === undefined ? [] : roleOf(holder, environment, where, platform);
  });
}

function roleOf(
  { service, environment: from, home }: Holder,
  environment: string,
  where: Environment,
  platform: Platform,
): readonly (IRole | IRoleBinding)[] {
  const name = roleName(service.name, from, environment);
  const labels = { ...labelsOf({ service, environment, where, platform, release: UNRELEASED }, 'stable') };
  const metadata = { name, namespace: where.namespace, labels };
  return [
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'Role',
      metadata,
      rules: service.permissions.rules.map(({ group, resources, verbs, names }) => ({
        apiGroups: [group],
        resources,
        ...(names === undefined ? {} : { resourceNames: names }),
        verbs,
      })),
    },
    {
      apiVersion: `${GROUP}/v1`,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: GROUP, kind: 'Role', name },
      subjects: [{ kind: 'ServiceAccount', name: service.name, namespace: home.namespace }],
    },
  ];
}
