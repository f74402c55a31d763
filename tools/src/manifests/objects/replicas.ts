import type { Installation } from '../subject.ts';

/** How many pods a service has at least and at most: what it says, and no more than the environment allows. */
export const replicasOf = ({ service: { replicas }, where }: Installation) => ({
  min: Math.min(replicas.min, where.maxReplicas),
  max: Math.min(replicas.max, where.maxReplicas),
});
