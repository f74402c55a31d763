import type { Kind } from '../cluster/kinds.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';

/** An object, and its kind as the cluster knows it; null where it does not. */
export interface Asked {
  readonly object: KubernetesObject;
  readonly kind: Kind | null;
}

export interface Kept {
  readonly known: readonly (Asked & { readonly kind: Kind })[];
  /** What was left out: a phrase each. */
  readonly leftOut: readonly string[];
}

/** The fields that clusters in use may not know yet, and the minor version that has each without being asked to. */
const YOUNG_FIELDS = [
  { key: 'lifecycle', since: 30, what: "the pause before a pod's end (preStop.sleep, Kubernetes 1.30)" },
  {
    key: 'matchLabelKeys',
    since: 27,
    what: "the spread of one version's pods alone (matchLabelKeys, Kubernetes 1.27)",
  },
];

/**
 * Leaves out what a cluster does not know, so that it takes the rest.
 *
 * @param minor of Kubernetes 1: `32`
 */
export function leaveOut(asked: readonly Asked[], minor: number): Kept {
  const known = asked.flatMap(({ object, kind }) => (kind === null ? [] : [{ object, kind }]));
  const text = JSON.stringify(known);
  const tooYoung = YOUNG_FIELDS.filter(({ key, since }) => minor < since && text.includes(`"${key}"`));
  const keys = new Set(tooYoung.map(({ key }) => key));
  const unknown = asked.filter(({ kind }) => kind === null);
  return {
    known: known.map(({ object, kind }) => ({ object: withoutKeys(object, keys), kind })),
    leftOut: [
      ...new Set(unknown.map(({ object }) => `the ${object.kind} (${object.apiVersion})`)),
      ...tooYoung.map(({ what }) => what),
    ],
  };
}

/** The object without these keys, wherever in it they stand. */
const withoutKeys = (object: KubernetesObject, keys: ReadonlySet<string>): KubernetesObject =>
  JSON.parse(JSON.stringify(object), (key, value: unknown) => (keys.has(key) ? undefined : value)) as KubernetesObject;
