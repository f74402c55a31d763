/** Where the objects of a kind are found. */
export interface Kind {
  readonly apiVersion: string;
  readonly kind: string;
  /** As it stands in a path: `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

/** The kinds that are read and written by name. What else a release holds is found by what the cluster says it knows. */
export const KINDS = {
  deployment: { apiVersion: 'apps/v1', kind: 'Deployment', plural: 'deployments', namespaced: true },
  replicaSet: { apiVersion: 'apps/v1', kind: 'ReplicaSet', plural: 'replicasets', namespaced: true },
  pod: { apiVersion: 'v1', kind: 'Pod', plural: 'pods', namespaced: true },
  event: { apiVersion: 'v1', kind: 'Event', plural: 'events', namespaced: true },
  configMap: { apiVersion: 'v1', kind: 'ConfigMap', plural: 'configmaps', namespaced: true },
  lease: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', plural: 'leases', namespaced: true },
  route: { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'HTTPRoute', plural: 'httproutes', namespaced: true },
} as const satisfies Record<string, Kind>;

/** The path of an API: the first one, of the core, has no group. */
export const apiPath = (apiVersion: string): string =>
  apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;

/** The path of all objects of a kind in a namespace or, with a name, of one: nothing else is ever touched. */
export function pathOf({ apiVersion, plural }: Kind, namespace: string, name?: string): string {
  const one = name === undefined ? '' : `/${encodeURIComponent(name)}`;
  return `${apiPath(apiVersion)}/namespaces/${encodeURIComponent(namespace)}/${plural}${one}`;
}
