/** A resource that an API server serves. */
export interface Resource {
  /** `apps`; the empty string is the core. */
  readonly group: string;
  readonly version: string;
  /** `apps/v1`, `v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** Its name in paths: `deployments`. */
  readonly plural: string;
  readonly namespaced: boolean;
  readonly subresources: readonly string[];
}

type Row = readonly [kind: string, plural: string, subresources?: string];

const NAMESPACED: Readonly<Record<string, readonly Row[]>> = {
  v1: [
    ['Pod', 'pods', 'status log'],
    ['Service', 'services', 'status'],
    ['ConfigMap', 'configmaps'],
    ['Secret', 'secrets'],
    ['ServiceAccount', 'serviceaccounts'],
    ['Event', 'events'],
    ['Endpoints', 'endpoints'],
    ['ResourceQuota', 'resourcequotas', 'status'],
    ['PersistentVolumeClaim', 'persistentvolumeclaims', 'status'],
  ],
  'apps/v1': [
    ['Deployment', 'deployments', 'status scale'],
    ['ReplicaSet', 'replicasets', 'status scale'],
    ['StatefulSet', 'statefulsets', 'status scale'],
    ['DaemonSet', 'daemonsets', 'status'],
  ],
  'batch/v1': [
    ['Job', 'jobs', 'status'],
    ['CronJob', 'cronjobs', 'status'],
  ],
  'autoscaling/v2': [['HorizontalPodAutoscaler', 'horizontalpodautoscalers', 'status']],
  'policy/v1': [['PodDisruptionBudget', 'poddisruptionbudgets', 'status']],
  'networking.k8s.io/v1': [
    ['NetworkPolicy', 'networkpolicies'],
    ['Ingress', 'ingresses', 'status'],
  ],
  'coordination.k8s.io/v1': [['Lease', 'leases']],
  'rbac.authorization.k8s.io/v1': [
    ['Role', 'roles'],
    ['RoleBinding', 'rolebindings'],
  ],
  'gateway.networking.k8s.io/v1': [
    ['Gateway', 'gateways', 'status'],
    ['HTTPRoute', 'httproutes', 'status'],
  ],
  'monitoring.coreos.com/v1': [
    ['PodMonitor', 'podmonitors', 'status'],
    ['PrometheusRule', 'prometheusrules', 'status'],
  ],
};

const CLUSTER_WIDE: Readonly<Record<string, readonly Row[]>> = {
  v1: [
    ['Namespace', 'namespaces', 'status'],
    ['Node', 'nodes', 'status'],
  ],
  'scheduling.k8s.io/v1': [['PriorityClass', 'priorityclasses']],
  'rbac.authorization.k8s.io/v1': [
    ['ClusterRole', 'clusterroles'],
    ['ClusterRoleBinding', 'clusterrolebindings'],
  ],
};

/** What the fake cluster knows unless it is told less: what Kubernetes has of its own that services use, Gateway API, Prometheus' operator. */
export const RESOURCES: readonly Resource[] = [...rows(NAMESPACED, true), ...rows(CLUSTER_WIDE, false)];

function rows(table: Readonly<Record<string, readonly Row[]>>, namespaced: boolean): readonly Resource[] {
  return Object.entries(table).flatMap(([apiVersion, kinds]) =>
    kinds.map(([kind, plural, subresources = '']) => ({
      ...splitApiVersion(apiVersion),
      apiVersion,
      kind,
      plural,
      namespaced,
      subresources: subresources.split(' ').filter(Boolean),
    })),
  );
}

function splitApiVersion(apiVersion: string): Pick<Resource, 'group' | 'version'> {
  const slash = apiVersion.indexOf('/');
  return { group: apiVersion.slice(0, Math.max(0, slash)), version: apiVersion.slice(slash + 1) };
}

/** `deployments.apps "shop"`, as an API server names an object in its errors. */
export const nameOf = ({ plural, group }: Resource, name: string): string =>
  `${group === '' ? plural : `${plural}.${group}`} "${name}"`;

/** @throws an Error for a kind that the cluster does not know */
export function resourceOf(kind: string): Resource {
  const found = RESOURCES.find((resource) => resource.kind === kind);
  if (found === undefined) throw new Error(`The fake cluster knows no kind "${kind}": add it to resources.ts.`);
  return found;
}

/** Whether a resource is not one of Kubernetes' own, but came with a CustomResourceDefinition. */
export const isCustom = ({ group }: Resource): boolean =>
  group === 'gateway.networking.k8s.io' || (group.includes('.') && !group.endsWith('.k8s.io'));
