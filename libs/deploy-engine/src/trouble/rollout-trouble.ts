import type { ClusterEvent, Pod } from '../cluster/objects.ts';
import type { RolloutState } from '../rollout/rollout-state.ts';
import { type Finding, found } from './finding.ts';
import { podTrouble } from './pod-trouble.ts';

/** What keeps a rollout from being done: what its pods have, and what keeps pods from being made. The worst first. */
export function rolloutTrouble(
  { notMade, pods }: RolloutState,
  eventsOf: (pod: Pod) => readonly ClusterEvent[],
): readonly Finding[] {
  const ofPods = pods.flatMap((pod) => podTrouble(pod, eventsOf(pod)) ?? []);
  const all = notMade === null ? ofPods : [unmade(notMade), ...ofPods];
  return all.toSorted((a, b) => rankOf(a) - rankOf(b));
}

const unmade = (message: string): Finding =>
  /exceeded quota|limited: /.test(message)
    ? found('quota', `The quota leaves no room for the pods: ${message}`, 'a while')
    : found('pods-refused', `The cluster refuses to make the pods: ${message}`, 'a while');

const ORDER = ['never', 'a while', 'to the end'];

const rankOf = ({ mayLast, usual }: Finding): number => ORDER.indexOf(mayLast) + (usual ? ORDER.length : 0);
