import type { ClusterEvent, ContainerStatus, Pod } from '../cluster/objects.ts';
import { CONTAINER_LOOKS } from './container-looks.ts';
import { type Finding, found } from './finding.ts';

/**
 * What keeps a pod from serving, where something does.
 *
 * @param events what the cluster said of the pod, oldest first; some troubles are told without, in fewer words
 */
export function podTrouble(pod: Pod, events: readonly ClusterEvent[] = []): Finding | null {
  return evicted(pod) ?? unplaced(pod) ?? initTrouble(pod, events) ?? containerTrouble(pod, events);
}

function evicted({ status }: Pod): Finding | null {
  if (status?.phase !== 'Failed' || status.reason !== 'Evicted') return null;
  return found('evicted', `The node put the pod out: ${String(status.message)}`, 'a while');
}

function unplaced({ status }: Pod): Finding | null {
  const refusal = status?.conditions?.find(
    (condition) => condition.type === 'PodScheduled' && condition.status === 'False',
  );
  if (refusal === undefined) return null;
  return found('unschedulable', `No node takes the pod: ${String(refusal.message)}`, 'to the end');
}

/** An init container that ended well has done what it is for. */
function initTrouble(pod: Pod, events: readonly ClusterEvent[]): Finding | null {
  const unfinished = (pod.status?.initContainerStatuses ?? []).filter(({ state }) => state?.terminated?.exitCode !== 0);
  const finding = firstOf(unfinished, pod, events, ({ name }) => `The init container ${name}`);
  if (finding === null) return null;
  if (finding.code !== 'probe-failing') return { ...finding, code: 'init-container' };
  return {
    ...finding,
    code: 'init-container',
    sentence: finding.sentence.replace(/ runs, and is not ready/, ' still runs'),
  };
}

const containerTrouble = ({ status, ...pod }: Pod, events: readonly ClusterEvent[]): Finding | null =>
  firstOf(status?.containerStatuses ?? [], pod, events, () => 'The container');

function firstOf(
  containers: readonly ContainerStatus[],
  pod: Pod,
  events: readonly ClusterEvent[],
  subjectOf: (container: ContainerStatus) => string,
): Finding | null {
  for (const container of containers) {
    const look = { container, events, pod: pod.metadata.name, subject: subjectOf(container) };
    const finding = CONTAINER_LOOKS.map((looker) => looker(look)).find((one) => one !== null);
    if (finding !== undefined) return finding;
  }
  return null;
}
