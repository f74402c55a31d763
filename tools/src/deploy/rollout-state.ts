import type { IDeployment } from 'kubernetes-models/apps/v1/Deployment';

export interface RolloutState {
  readonly phase: 'going on' | 'done' | 'failed';
  /** For people: how far it is. */
  readonly line: string;
}

/** The cluster leaves out what is zero. */
const NONE = { observedGeneration: 0, replicas: 0, updatedReplicas: 0, availableReplicas: 0 };

/** How far a rollout is, by the rules of `kubectl rollout status`. */
export function rolloutState({ metadata, spec, status }: IDeployment): RolloutState {
  const { observedGeneration, replicas, updatedReplicas, availableReplicas } = { ...NONE, ...status };
  if (observedGeneration < Number(metadata?.generation)) return { phase: 'going on', line: 'Waiting for the cluster' };
  const wanted = Number(spec?.replicas);
  const old = replicas - updatedReplicas;
  const line =
    `${String(updatedReplicas)} of ${String(wanted)} pods are new, ${String(old)} old; ` +
    `${String(availableReplicas)} of all are available`;
  const done = updatedReplicas >= wanted && old === 0 && availableReplicas >= updatedReplicas;
  if (done) return { phase: 'done', line };
  return { phase: isStuck(status) ? 'failed' : 'going on', line };
}

const isStuck = (status: IDeployment['status']): boolean =>
  status?.conditions?.some(({ reason }) => reason === 'ProgressDeadlineExceeded') === true;

/** Why the cluster does not make the pods, where it does not: no such priority class, no room in the quota. */
export const creationTroubles = ({ status }: IDeployment): readonly string[] =>
  (status?.conditions ?? [])
    .filter(({ type, status }) => type === 'ReplicaFailure' && status === 'True')
    .map(({ message }) => `Pods cannot be made: ${String(message)}`);
