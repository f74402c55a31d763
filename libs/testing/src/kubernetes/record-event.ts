import { createObject } from './api/write-object.ts';
import type { KubeObject, Stored } from './kube-object.ts';
import { resourceOf } from './resources.ts';
import type { Store } from './store.ts';
import { timestamp } from './timestamp.ts';
import type { KubeEvent } from './workloads.ts';

export interface Happening {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Who says so. */
  readonly by: string;
}

/** Says what happened to an object; what is said again is counted. */
export function recordEvent(store: Store, object: Stored, { type, reason, message, by }: Happening): void {
  const { apiVersion, kind, metadata } = object;
  const { name, uid } = metadata;
  const namespace = String(metadata.namespace);
  const resource = resourceOf('Event');
  const events = store.of('Event', namespace).filter(({ involvedObject }) => involvedObject.uid === uid);
  const same = events.find((event) => event.reason === reason && event.message === message);
  if (same) {
    const again: Stored<KubeEvent> = { ...same, count: same.count + 1, lastTimestamp: timestamp() };
    store.write(resource, again);
    return;
  }
  const time = timestamp();
  const event: KubeObject = {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.${(store.version + 1).toString(16).padStart(16, '0')}`, namespace },
    involvedObject: { apiVersion, kind, name, namespace, uid },
    type,
    reason,
    message,
    count: 1,
    firstTimestamp: time,
    lastTimestamp: time,
    source: { component: by },
    reportingComponent: by,
  };
  createObject({ store, resource, writer: { manager: by, force: false, time }, dryRun: false }, event);
}
