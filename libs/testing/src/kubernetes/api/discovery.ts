import type { Resource } from '../resources.ts';

export interface KubeVersion {
  /** `32`; some providers write `29+`. */
  readonly minor: string;
}

/** What people type. */
const SHORT: Readonly<Record<string, string>> = {
  configmaps: 'cm',
  cronjobs: 'cj',
  daemonsets: 'ds',
  deployments: 'deploy',
  endpoints: 'ep',
  events: 'ev',
  horizontalpodautoscalers: 'hpa',
  ingresses: 'ing',
  namespaces: 'ns',
  networkpolicies: 'netpol',
  nodes: 'no',
  persistentvolumeclaims: 'pvc',
  poddisruptionbudgets: 'pdb',
  pods: 'po',
  priorityclasses: 'pc',
  replicasets: 'rs',
  resourcequotas: 'quota',
  serviceaccounts: 'sa',
  services: 'svc',
  statefulsets: 'sts',
};

/** What `kubectl get all` gets. */
const ALL = ['pods', 'services', 'deployments', 'replicasets', 'horizontalpodautoscalers'];

const VERBS = ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];

/**
 * What an API server says of itself.
 *
 * @returns undefined where the path asks no such thing
 */
export function discover(path: string, resources: readonly Resource[], { minor }: KubeVersion): object | undefined {
  const groups = [...new Set(resources.map(({ group }) => group))].filter(Boolean);
  const documents: Readonly<Record<string, () => object>> = {
    '/version': () => ({
      major: '1',
      minor,
      gitVersion: `v1.${Number.parseInt(minor)}.0`,
      platform: 'linux/amd64',
    }),
    '/api': () => ({ kind: 'APIVersions', versions: ['v1'], serverAddressByClientCIDRs: [] }),
    '/apis': () => ({
      kind: 'APIGroupList',
      apiVersion: 'v1',
      groups: groups.map((group) => groupOf(group, resources)),
    }),
    ...Object.fromEntries(
      groups.map((group) => [
        `/apis/${group}`,
        () => ({ ...groupOf(group, resources), kind: 'APIGroup', apiVersion: 'v1' }),
      ]),
    ),
    ...Object.fromEntries(
      [...new Set(resources.map(({ apiVersion }) => apiVersion))].map((apiVersion) => [
        apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`,
        () => resourceList(apiVersion, resources),
      ]),
    ),
  };
  return documents[path]?.();
}

function groupOf(name: string, resources: readonly Resource[]): object {
  const found = resources.filter(({ group }) => group === name);
  const versions = [...new Set(found.map(({ apiVersion }) => apiVersion))].map((groupVersion) => ({
    groupVersion,
    version: groupVersion.replace(`${name}/`, ''),
  }));
  return { name, versions, preferredVersion: versions[0] };
}

const resourceList = (groupVersion: string, resources: readonly Resource[]): object => ({
  kind: 'APIResourceList',
  apiVersion: 'v1',
  groupVersion,
  resources: resources
    .filter(({ apiVersion }) => apiVersion === groupVersion)
    .flatMap(({ kind, plural, namespaced, subresources }) => [
      {
        name: plural,
        singularName: kind.toLowerCase(),
        namespaced,
        kind,
        verbs: VERBS,
        shortNames: [SHORT[plural]].filter((name) => name !== undefined),
        categories: ALL.includes(plural) ? ['all'] : [],
      },
      ...subresources.map((name) => ({
        name: `${plural}/${name}`,
        singularName: '',
        namespaced,
        kind: name === 'scale' ? 'Scale' : kind,
        verbs: ['get', 'patch', 'update'],
      })),
    ]),
});
