import type { KubernetesObject } from '../kubernetes-object.ts';

/** What a cluster knows. */
export interface ClusterFacts {
  readonly knows: (object: KubernetesObject) => boolean;
  /** Of Kubernetes 1: `32`. */
  readonly minor: number;
}

export interface Kept {
  readonly objects: readonly KubernetesObject[];
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

/** Leaves out what a cluster does not know, so that it takes the rest. */
export function leaveOut(objects: readonly KubernetesObject[], { knows, minor }: ClusterFacts): Kept {
  const known = objects.filter(knows);
  const text = JSON.stringify(known);
  const tooYoung = YOUNG_FIELDS.filter(({ key, since }) => minor < since && text.includes(`"${key}"`));
  const keys = new Set(tooYoung.map(({ key }) => key));
  const unknown = objects.filter((object) => !known.includes(object));
  return {
    objects: known.map((object) => withoutKeys(object, keys)),
    leftOut: [
      ...new Set(unknown.map(({ kind, apiVersion }) => `the ${kind} (${apiVersion})`)),
      ...tooYoung.map(({ what }) => what),
    ],
  };
}

/** The object without these keys, wherever in it they stand. */
const withoutKeys = (object: KubernetesObject, keys: ReadonlySet<string>): KubernetesObject =>
  JSON.parse(JSON.stringify(object), (key, value: unknown) => (keys.has(key) ? undefined : value)) as KubernetesObject;
