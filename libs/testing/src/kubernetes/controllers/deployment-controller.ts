import type { Stored } from '../kube-object.ts';
import { recordEvent } from '../record-event.ts';
import { resourceOf } from '../resources.ts';
import type { Store } from '../store.ts';
import type { Deployment, ReplicaSet } from '../workloads.ts';
import { annotate, create, writeReplicas, writeStatus } from './controller-writes.ts';
import { deploymentStatus, figuresOf, hasMoved } from './deployment-status.ts';
import { isOwnedBy, ownerOf } from './owned-by.ts';
import { boundsOf, type Counts, nextScale } from './roll-out.ts';
import { templateHash } from './template-hash.ts';

const REVISION = 'deployment.kubernetes.io/revision';

const HASH = 'pod-template-hash';

export interface DeploymentController {
  sync(): void;
  /** Lets a second pass, after which deadlines are nearer. */
  age(): void;
}

/** What `kube-controller-manager` does for Deployments. */
export function createDeploymentController(store: Store): DeploymentController {
  /** Which ReplicaSet each Deployment, by uid, rolls out, and for how many seconds that did not move. */
  const rollouts = new Map<string, { readonly set: string; seconds: number }>();

  const sync = (deployment: Stored<Deployment>): void => {
    const sets = store.of('ReplicaSet', deployment.metadata.namespace).filter(isOwnedBy(deployment));
    const current = currentOf(store, deployment, sets);
    const all = [...sets.filter(({ metadata }) => metadata.uid !== current.metadata.uid), current];
    const revised = annotate(store, deployment, { [REVISION]: String(revisionOf(current)) }) as Stored<Deployment>;
    if (revised.spec.paused !== true) roll(store, revised, current, all);
    const [{ uid }, set] = [deployment.metadata, current.metadata.uid];
    const before = rollouts.get(uid);
    const hasStepped = hasMoved(deployment.status, figuresOf({ deployment, current, all }));
    const seconds = hasStepped || before?.set !== set ? 0 : before.seconds;
    rollouts.set(uid, { set, seconds });
    writeStatus(store, revised, deploymentStatus({ deployment: revised, current, all, stillFor: seconds }));
    forget(store, revised, current, all);
  };
  return {
    sync: () => {
      store.of('Deployment').forEach(sync);
    },
    age: () => {
      for (const rollout of rollouts.values()) rollout.seconds++;
    },
  };
}

const revisionOf = ({ metadata }: ReplicaSet): number => Number(metadata.annotations?.[REVISION]);

/** Neither has pods nor wants any; one whose status is not known yet may have some. */
const isIdle = ({ spec, status }: ReplicaSet): boolean => spec.replicas + Number(status?.replicas) === 0;

/** The ReplicaSet of the template that is wanted now; a new one gets the next revision, and so does one that is wanted again. */
function currentOf(
  store: Store,
  deployment: Stored<Deployment>,
  sets: readonly Stored<ReplicaSet>[],
): Stored<ReplicaSet> {
  const latest = Math.max(0, ...sets.map(revisionOf));
  const hash = templateHash(deployment.spec.template);
  const found = sets.find(({ metadata }) => metadata.labels?.[HASH] === hash);
  if (!found) return create(store, replicaSetOf(deployment, hash, latest + 1)) as Stored<ReplicaSet>;
  if (revisionOf(found) === latest) return found;
  return annotate(store, found, { [REVISION]: String(latest + 1) }) as Stored<ReplicaSet>;
}

function replicaSetOf(deployment: Stored<Deployment>, hash: string, revision: number): ReplicaSet {
  const { metadata, spec } = deployment;
  const { template, selector, minReadySeconds } = spec;
  const labels = { ...template.metadata?.labels, [HASH]: hash };
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name: `${metadata.name}-${hash}`,
      namespace: String(metadata.namespace),
      labels,
      annotations: { ...metadata.annotations, [REVISION]: String(revision) },
      ownerReferences: [ownerOf(deployment)],
    },
    spec: {
      replicas: 0,
      ...(minReadySeconds !== undefined && { minReadySeconds }),
      selector: { matchLabels: { ...selector.matchLabels, [HASH]: hash } },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}

function roll(
  store: Store,
  deployment: Stored<Deployment>,
  current: Stored<ReplicaSet>,
  all: readonly Stored<ReplicaSet>[],
): void {
  const { replicas: wanted, strategy } = deployment.spec;
  const old = all.filter((set) => set !== current).sort((one, other) => revisionOf(one) - revisionOf(other));
  const isOver = old.every(isIdle);
  const scale =
    strategy.type === 'Recreate'
      ? recreated(wanted, current, old, isOver)
      : nextScale({ wanted, bounds: boundsOf(deployment), current: countsOf(current), old: old.map(countsOf) });
  for (const set of all) {
    const { name } = set.metadata;
    const replicas = scale.get(name);
    if (replicas === undefined || replicas === set.spec.replicas) continue;
    const direction = replicas > set.spec.replicas ? 'up' : 'down';
    const message = `Scaled ${direction} replica set ${name} from ${set.spec.replicas} to ${replicas}`;
    recordEvent(store, deployment, {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message,
      by: 'deployment-controller',
    });
    writeReplicas(store, set, replicas);
  }
}

function recreated(
  wanted: number,
  current: ReplicaSet,
  old: readonly ReplicaSet[],
  isOver: boolean,
): ReadonlyMap<string, number> {
  if (isOver) return new Map([[current.metadata.name, wanted]]);
  return new Map(old.map(({ metadata }) => [metadata.name, 0]));
}

const countsOf = ({ metadata, spec, status }: ReplicaSet): Counts => ({
  name: metadata.name,
  replicas: spec.replicas,
  available: status?.availableReplicas ?? 0,
});

/** Old ReplicaSets without pods are kept as far as the Deployment wants to go back. */
function forget(
  store: Store,
  { spec }: Deployment,
  current: Stored<ReplicaSet>,
  all: readonly Stored<ReplicaSet>[],
): void {
  const idle = all.filter((set) => set !== current && isIdle(set));
  const newestFirst = [...idle].sort((one, other) => revisionOf(other) - revisionOf(one));
  for (const set of newestFirst.slice(spec.revisionHistoryLimit)) {
    store.remove(resourceOf('ReplicaSet'), set);
  }
}
