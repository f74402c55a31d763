import { type Fields, isFields } from './json.ts';

/**
 * Lists whose items are told apart by fields of theirs, as the schemas of Kubernetes have it (`x-kubernetes-list-map-keys`). Every other list is
 * replaced as a whole. `ports` are keyed by what they have: a container's by `containerPort`, a Service's by `port`.
 */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  containers: ['name'],
  initContainers: ['name'],
  env: ['name'],
  volumes: ['name'],
  volumeMounts: ['mountPath'],
  imagePullSecrets: ['name'],
  topologySpreadConstraints: ['topologyKey', 'whenUnsatisfiable'],
  conditions: ['type'],
  ownerReferences: ['uid'],
};

/** Lists that are sets of values. */
const SETS: readonly string[] = ['finalizers'];

/** Objects that are replaced as a whole. */
const ATOMIC: readonly string[] = [
  'selector',
  'labelSelector',
  'secretKeyRef',
  'configMapKeyRef',
  'fieldRef',
  'nodeSelector',
];

export const isAtomic = (field: string): boolean => ATOMIC.includes(field);

export const isSet = (field: string): boolean => SETS.includes(field);

/** By which fields the items of a list are told apart; undefined where the list is one value. */
export function keysOf(field: string, list: readonly unknown[]): readonly string[] | undefined {
  if (field === 'ports') return portKeys(list[0]);
  return KEYS[field];
}

const portKeys = (first: unknown): readonly string[] =>
  isFields(first) && 'containerPort' in first ? ['containerPort', 'protocol'] : ['port', 'protocol'];

/** What a key is where an item does not say. */
const USUAL: Readonly<Record<string, string>> = { protocol: 'TCP' };

/** What an item is told apart by, as it stands in managed fields: `k:{"name":"shop"}`. */
export function itemKey(item: unknown, keys: readonly string[]): string {
  const fields = item as Fields; // a list of told-apart items has no others
  return `k:${JSON.stringify(Object.fromEntries(keys.map((key) => [key, fields[key] ?? USUAL[key]])))}`;
}
