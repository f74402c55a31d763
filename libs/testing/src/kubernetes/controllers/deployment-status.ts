import { type NewCondition, withConditions } from '../conditions.ts';
import type { Stored } from '../kube-object.ts';
import { timestamp } from '../timestamp.ts';
import type { Condition, Deployment, DeploymentStatus, ReplicaSet } from '../workloads.ts';
import { boundsOf } from './roll-out.ts';

export interface Observed {
  readonly deployment: Stored<Deployment>;
  readonly current: Stored<ReplicaSet>;
  readonly all: readonly Stored<ReplicaSet>[];
  /** For how many seconds nothing moved. */
  readonly stillFor: number;
}

type Figures = Required<
  Pick<DeploymentStatus, 'replicas' | 'updatedReplicas' | 'readyReplicas' | 'availableReplicas' | 'unavailableReplicas'>
>;

export function figuresOf({ deployment, current, all }: Omit<Observed, 'stillFor'>): Figures {
  const sum = (of: (set: NonNullable<ReplicaSet['status']>) => number | undefined): number =>
    all.reduce((total, { status }) => total + (status ? (of(status) ?? 0) : 0), 0);
  const [replicas, availableReplicas] = [sum((set) => set.replicas), sum((set) => set.availableReplicas)];
  return {
    replicas,
    updatedReplicas: current.status?.replicas ?? 0,
    readyReplicas: sum((set) => set.readyReplicas),
    availableReplicas,
    unavailableReplicas: Math.max(0, Math.max(replicas, deployment.spec.replicas) - availableReplicas),
  };
}

/** Whether a rollout came further: more new, fewer old, more ready or available. */
export function hasMoved(before: DeploymentStatus = {}, now: Figures): boolean {
  const { replicas = 0, updatedReplicas = 0, readyReplicas = 0, availableReplicas = 0 } = before;
  return (
    now.updatedReplicas > updatedReplicas ||
    now.replicas - now.updatedReplicas < replicas - updatedReplicas ||
    now.readyReplicas > readyReplicas ||
    now.availableReplicas > availableReplicas
  );
}

/** The status of a Deployment, as its controller writes it: figures that are 0 are left out. */
export function deploymentStatus(observed: Observed): DeploymentStatus {
  const { deployment, current, stillFor } = observed;
  const { status: before, metadata } = deployment;
  const figures = figuresOf(observed);
  const conditions = [
    availability(deployment, figures),
    progress(deployment, current, figures, stillFor),
    ...(current.status?.conditions ?? []).filter(({ type }) => type === 'ReplicaFailure').map(asNew),
  ];
  return {
    observedGeneration: metadata.generation,
    ...Object.fromEntries(Object.entries(figures).filter(([, value]) => value > 0)),
    conditions: withConditions(before?.conditions, conditions).map((condition) =>
      updated(condition, before?.conditions),
    ),
  };
}

const asNew = ({ lastTransitionTime: _since, lastUpdateTime: _updated, ...condition }: Condition): NewCondition =>
  condition;

function updated(condition: Condition, before: readonly Condition[] = []): Condition {
  const old = before.find(({ type }) => type === condition.type);
  const same = old?.reason === condition.reason && old?.message === condition.message;
  return { ...condition, lastUpdateTime: (same ? old?.lastUpdateTime : undefined) ?? timestamp() };
}

function availability(deployment: Deployment, { availableReplicas }: Figures): NewCondition {
  const least = deployment.spec.replicas - boundsOf(deployment).unavailable;
  return availableReplicas >= least
    ? {
        type: 'Available',
        status: 'True',
        reason: 'MinimumReplicasAvailable',
        message: 'Deployment has minimum availability.',
      }
    : {
        type: 'Available',
        status: 'False',
        reason: 'MinimumReplicasUnavailable',
        message: 'Deployment does not have minimum availability.',
      };
}

function progress(
  { spec, status }: Deployment,
  { metadata: { name } }: ReplicaSet,
  figures: Figures,
  stillFor: number,
): NewCondition {
  const { replicas, updatedReplicas, availableReplicas } = figures;
  const before = status?.conditions?.find(({ type }) => type === 'Progressing');
  const isOfThis = before?.message?.includes(`"${name}"`) === true;
  const isDone = [replicas, updatedReplicas, availableReplicas].every((count) => count === spec.replicas);
  if (isDone || (isOfThis && before.reason === 'NewReplicaSetAvailable')) {
    return {
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${name}" has successfully progressed.`,
    };
  }
  if (stillFor >= spec.progressDeadlineSeconds) {
    return {
      type: 'Progressing',
      status: 'False',
      reason: 'ProgressDeadlineExceeded',
      message: `ReplicaSet "${name}" has timed out progressing.`,
    };
  }
  return {
    type: 'Progressing',
    status: 'True',
    reason: 'ReplicaSetUpdated',
    message: `ReplicaSet "${name}" is progressing.`,
  };
}
