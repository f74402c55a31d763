import { deleteObject } from '../api/write-object.ts';
import type { KubeObject } from '../kube-object.ts';
import type { Store } from '../store.ts';
import { timestamp } from '../timestamp.ts';

/** Deletes what belonged to objects, or a namespace, that are gone. */
export function collectGarbage(store: Store): void {
  const all = store.all();
  const uids = new Set(all.map(([, { metadata }]) => metadata.uid));
  const namespaces = new Set(store.of('Namespace').map(({ metadata }) => metadata.name));
  const isLost = ({ metadata: { ownerReferences = [], namespace } }: KubeObject): boolean =>
    (ownerReferences.length > 0 && ownerReferences.every(({ uid }) => !uids.has(uid))) ||
    (namespace !== undefined && !namespaces.has(namespace));
  const writer = { manager: 'kube-controller-manager', force: false, time: timestamp() };
  for (const [resource, object] of all.filter(([, candidate]) => isLost(candidate))) {
    if (object.metadata.deletionTimestamp === undefined)
      deleteObject({ store, resource, writer, dryRun: false }, object, {});
  }
}
