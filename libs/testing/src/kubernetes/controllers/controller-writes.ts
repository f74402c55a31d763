import { createObject } from '../api/write-object.ts';
import type { KubeObject, Labels, Stored } from '../kube-object.ts';
import { resourceOf } from '../resources.ts';
import type { Store } from '../store.ts';
import { timestamp } from '../timestamp.ts';

/** Whoever works inside of a cluster. */
const MANAGER = 'kube-controller-manager';

export function create(store: Store, object: KubeObject): Stored {
  const writer = { manager: MANAGER, force: false, time: timestamp() };
  return createObject({ store, resource: resourceOf(object.kind), writer, dryRun: false }, object);
}

export const writeStatus = (store: Store, object: Stored, status: object): Stored =>
  store.write(resourceOf(object.kind), { ...object, status });

/** Changes the specification, which makes a new generation. */
export function writeReplicas(store: Store, object: Stored, replicas: number): Stored {
  const { metadata, kind, spec } = object;
  const next = { ...metadata, generation: metadata.generation + 1 };
  return store.write(resourceOf(kind), { ...object, metadata: next, spec: { ...(spec as object), replicas } });
}

export function annotate(store: Store, object: Stored, annotations: Labels): Stored {
  const metadata = { ...object.metadata, annotations: { ...object.metadata.annotations, ...annotations } };
  return store.write(resourceOf(object.kind), { ...object, metadata });
}
