import { deleteObject } from '../api/write-object.ts';
import { withConditions } from '../conditions.ts';
import type { Stored } from '../kube-object.ts';
import type { Kubelet } from '../kubelet/kubelet.ts';
import { quotaExceeded } from '../kubelet/messages.ts';
import { type PodRule, ruleFor } from '../kubelet/pod-rule.ts';
import { recordEvent } from '../record-event.ts';
import { resourceOf } from '../resources.ts';
import type { Store } from '../store.ts';
import { timestamp } from '../timestamp.ts';
import type { Pod, ReplicaSet, ReplicaSetStatus } from '../workloads.ts';
import { create, writeStatus } from './controller-writes.ts';
import { isOwnedBy, ownerOf } from './owned-by.ts';
import { safeHash } from './template-hash.ts';

interface Surroundings {
  readonly store: Store;
  readonly kubelet: Kubelet;
  readonly rules: readonly PodRule[];
}

/** What `kube-controller-manager` does for ReplicaSets. */
export function createReplicaSetController({ store, kubelet, rules }: Surroundings): { sync(): void } {
  let made = 0;
  const podsOf = (set: Stored<ReplicaSet>): readonly Stored<Pod>[] =>
    store
      .of('Pod', set.metadata.namespace)
      .filter(isOwnedBy(set))
      .filter(({ metadata }) => metadata.deletionTimestamp === undefined);
  const makePod = (set: Stored<ReplicaSet>): void => {
    const { metadata, spec } = set.spec.template;
    const name = `${set.metadata.name}-${safeHash(`${set.metadata.uid}/${++made}`, 5)}`;
    create(store, {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { ...metadata, name, namespace: String(set.metadata.namespace), ownerReferences: [ownerOf(set)] },
      spec,
    });
    recordEvent(store, set, {
      type: 'Normal',
      reason: 'SuccessfulCreate',
      message: `Created pod: ${name}`,
      by: 'replicaset-controller',
    });
  };
  const sync = (set: Stored<ReplicaSet>): void => {
    const pods = podsOf(set);
    const failure = pods.length < set.spec.replicas ? failureOf(set, pods.length, rules) : undefined;
    if (failure !== undefined) {
      recordEvent(store, set, {
        type: 'Warning',
        reason: 'FailedCreate',
        message: `Error creating: ${failure}`,
        by: 'replicaset-controller',
      });
    }
    for (let missing = set.spec.replicas - pods.length; missing > 0 && failure === undefined; missing--) makePod(set);
    const surplus = pods.length - set.spec.replicas;
    if (surplus > 0) endPods(store, set, [...pods].sort(byWorth(kubelet)).slice(0, surplus));
    writeStatus(store, set, statusOf(set, podsOf(set), kubelet, failure));
  };
  return {
    sync: () => {
      store.of('ReplicaSet').forEach(sync);
    },
  };
}

function failureOf(set: Stored<ReplicaSet>, there: number, rules: readonly PodRule[]): string | undefined {
  const { metadata, spec } = set.spec.template;
  const rule = ruleFor({ metadata: { ...metadata, name: '', namespace: String(set.metadata.namespace) }, spec }, rules);
  if (rule.pods !== 'quota') return undefined;
  return rule.message ?? quotaExceeded(`${set.metadata.name}-x`, there);
}

/** Those that are not ready go first, then the youngest. */
const byWorth =
  (kubelet: Kubelet) =>
  (one: Stored<Pod>, other: Stored<Pod>): number =>
    kubelet.readyFor(one) - kubelet.readyFor(other);

function endPods(store: Store, set: Stored<ReplicaSet>, pods: readonly Stored<Pod>[]): void {
  const writer = { manager: 'kube-controller-manager', force: false, time: timestamp() };
  for (const pod of pods) {
    deleteObject({ store, resource: resourceOf('Pod'), writer, dryRun: false }, pod, {});
    const message = `Deleted pod: ${pod.metadata.name}`;
    recordEvent(store, set, { type: 'Normal', reason: 'SuccessfulDelete', message, by: 'replicaset-controller' });
  }
}

function statusOf(
  set: Stored<ReplicaSet>,
  pods: readonly Stored<Pod>[],
  kubelet: Kubelet,
  failure: string | undefined,
): ReplicaSetStatus {
  const { minReadySeconds = 0 } = set.spec;
  const ready = pods.filter((pod) => kubelet.readyFor(pod) > 0);
  const available = ready.filter((pod) => kubelet.readyFor(pod) > minReadySeconds);
  const conditions =
    failure === undefined
      ? undefined
      : withConditions(set.status?.conditions, [
          { type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message: failure },
        ]);
  return {
    observedGeneration: set.metadata.generation,
    replicas: pods.length,
    ...(pods.length > 0 && { fullyLabeledReplicas: pods.length }),
    ...(ready.length > 0 && { readyReplicas: ready.length }),
    ...(available.length > 0 && { availableReplicas: available.length }),
    ...(conditions && { conditions }),
  };
}
