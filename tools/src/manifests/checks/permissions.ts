import type { KubernetesObject } from '@exemplar/deploy-engine/registry';

import type { Service } from '../../descriptor/service-schema.ts';
import { podsOf } from '../objects/metadata.ts';
import { roleName } from '../objects/permissions.ts';
import { reachOf } from '../objects/reach.ts';
import { TOKEN_FOLDER } from '../objects/token.ts';
import type { Installation } from '../subject.ts';
import { holds } from './conditions.ts';
import { expectations, type ManifestCheck, REMEDY } from './manifest-check.ts';
import { valuesAt } from './values-at.ts';

const GIVES_RIGHTS = /^(?:Cluster)?Role(?:Binding)?$/;

const present = (values: readonly unknown[]): number => values.filter((value) => value !== undefined).length;

/** Whether a pod has a token, one that ends and cannot be written, just where the service may do something. */
function hasTokenIfNeeded(pod: unknown, { service }: Installation): boolean {
  const wanted = service.permissions.rules.length > 0 ? 1 : 0;
  const tokens = valuesAt(pod, 'volumes.*.projected.sources.*.serviceAccountToken');
  const mounts = valuesAt(pod, 'containers.*.volumeMounts.*').filter((mount) =>
    holds({ mountPath: TOKEN_FOLDER }, mount),
  );
  return (
    present(tokens) === wanted &&
    present(valuesAt(pod, 'volumes.*.projected.sources.*.serviceAccountToken.expirationSeconds')) === wanted &&
    mounts.length === wanted &&
    mounts.every((mount) => valuesAt(mount, 'readOnly')[0] === true)
  );
}

const rulesOf = (rules: unknown): string =>
  JSON.stringify(
    valuesAt(rules, '*').map((rule) =>
      ['apiGroups', 'resources', 'resourceNames', 'verbs'].map((key) => valuesAt(rule, key)[0] ?? null),
    ),
  );

/** The namespaces of the accounts that are to have a service's rights in an environment, by the names of their roles. */
const homesOf = ({ service, environment, platform }: Installation): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(platform.environments)
      .filter(([from]) => reachOf({ service, environment: from, platform }).has(environment))
      .map(([from, home]) => [roleName(service.name, from, environment), home.namespace]),
  );

/** What is wrong with an object that gives a service rights, or null. */
function flawOf(object: KubernetesObject, installation: Installation): string | null {
  const { service } = installation;
  const name = String(object.metadata?.name);
  const namespace = homesOf(installation).get(name);
  if (namespace === undefined || object.kind.startsWith('Cluster')) return 'gives rights that nobody asked for';
  if (object.kind === 'Role') {
    return rulesOf(valuesAt(object, 'rules')[0]) === wantedRules(service) ? null : 'is not what permissions say';
  }
  const account = { kind: 'ServiceAccount', name: service.name, namespace };
  const isOwn =
    valuesAt(object, 'subjects.*').every((subject) => holds(account, subject)) &&
    holds({ kind: 'Role', name }, valuesAt(object, 'roleRef')[0]);
  return isOwn ? null : "does not give the service's role to its own account alone";
}

const wantedRules = ({ permissions: { rules } }: Service): string =>
  rulesOf(
    rules.map(({ group, resources, verbs, names }) => ({
      apiGroups: [group],
      resources,
      resourceNames: names,
      verbs,
    })),
  );

/** What a service may do in Kubernetes: what it says, and no more. */
export const permissions: readonly ManifestCheck[] = [
  ...expectations(1, [
    {
      name: 'has a token only where it may do something in Kubernetes',
      kind: 'Deployment',
      at: 'spec.template.spec',
      wanted: 'a token that ends, mounted read-only, where service.yaml has permissions; else none',
      right: hasTokenIfNeeded,
    },
  ]),
  {
    row: 1,
    name: 'may do in Kubernetes what it says, and no more',
    check: (objects, installation) => {
      const own = objects.filter(({ kind, metadata }) => GIVES_RIGHTS.test(kind) && isOf(installation, metadata));
      for (const object of own) {
        const flaw = flawOf(object, installation);
        if (flaw !== null) return `${object.kind} ${String(object.metadata?.name)} ${flaw}. ${REMEDY}`;
      }
      const wanted = [...homesOf(installation).keys()].flatMap((name) => [`Role ${name}`, `RoleBinding ${name}`]);
      const there = new Set(own.map(({ kind, metadata }) => `${kind} ${String(metadata?.name)}`));
      const missing = wanted.find((what) => !there.has(what));
      return missing === undefined ? null : `There is no ${missing}. ${REMEDY}`;
    },
  },
];

const isOf = ({ service }: Installation, metadata: KubernetesObject['metadata']): boolean =>
  holds(podsOf(service.name), metadata?.labels);
