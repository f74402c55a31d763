import type { Condition, Deployment, Pod, ReplicaSet } from '../cluster/objects.ts';

/** How far a rollout is, by the rules of `kubectl rollout status`. */
export interface RolloutState {
  /** Whether the cluster has taken notice of what was applied. Until then, the rest is of before. */
  readonly seen: boolean;
  /** Whether all pods are new and serve. */
  readonly done: boolean;
  /** Whether the cluster itself has given up: `progressDeadlineSeconds` went by without progress. */
  readonly stuck: boolean;
  readonly ready: number;
  readonly wanted: number;
  /** Why the cluster makes no pods, where it does not. */
  readonly notMade: string | null;
  /** The new ones, but for those that are on their way out. */
  readonly pods: readonly Pod[];
}

export const REVISION = 'deployment.kubernetes.io/revision';

const NONE = { observedGeneration: 0, replicas: 0, updatedReplicas: 0, availableReplicas: 0, conditions: [] };

/** @param replicaSets and pods: of the Deployment */
export function rolloutState(
  { metadata, spec, status }: Deployment,
  replicaSets: readonly ReplicaSet[],
  pods: readonly Pod[],
): RolloutState {
  const { observedGeneration, replicas, updatedReplicas, availableReplicas, conditions } = { ...NONE, ...status };
  const wanted = replicasOf(spec);
  const seen = observedGeneration >= (metadata.generation ?? 0);
  const ours = seen ? newPods(metadata, replicaSets, pods) : [];
  const complete = updatedReplicas >= wanted && replicas === updatedReplicas && availableReplicas >= updatedReplicas;
  return {
    seen,
    done: seen && complete,
    stuck: seen && has(conditions, 'Progressing', ({ reason }) => reason === 'ProgressDeadlineExceeded') !== undefined,
    ready: ours.filter(isReady).length,
    wanted,
    notMade: seen ? (has(conditions, 'ReplicaFailure', ({ status }) => status === 'True')?.message ?? null) : null,
    pods: ours,
  };
}

/** The pods of the newest ReplicaSet, but for those that are on their way out. */
function newPods(
  metadata: Deployment['metadata'],
  replicaSets: readonly ReplicaSet[],
  pods: readonly Pod[],
): readonly Pod[] {
  const newest = replicaSets.find((set) => revisionOf(set) === revisionOf({ metadata }));
  return newest === undefined ? [] : pods.filter((pod) => isOf(pod, newest) && !isLeaving(pod));
}

/** What a cluster leaves out is one. */
export const replicasOf = (spec: Deployment['spec']): number => spec?.replicas ?? 1;

const has = (conditions: readonly Condition[], wanted: string, is: (condition: Condition) => boolean) =>
  conditions.find((condition) => condition.type === wanted && is(condition));

export const revisionOf = ({ metadata }: Pick<ReplicaSet, 'metadata'>): string | undefined =>
  metadata.annotations?.[REVISION];

const HASH = 'pod-template-hash';

const isOf = (pod: Pod, { metadata }: ReplicaSet): boolean =>
  pod.metadata.labels?.[HASH] !== undefined && pod.metadata.labels[HASH] === metadata.labels?.[HASH];

const isLeaving = ({ metadata }: Pod): boolean => metadata.deletionTimestamp !== undefined;

export const isReady = ({ status }: Pod): boolean =>
  has(status?.conditions ?? [], 'Ready', (condition) => condition.status === 'True') !== undefined;
