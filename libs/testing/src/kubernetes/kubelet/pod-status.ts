import { type NewCondition, withConditions } from '../conditions.ts';
import type { ContainerStatus, Pod, PodStatus } from '../workloads.ts';
import { type ContainerLife, hasRun, statusOf } from './container-life.ts';
import { containerId, type PodLife } from './pod-life.ts';

/** The status of a pod that no node takes. */
export const unscheduledStatus = (message: string): PodStatus => ({
  phase: 'Pending',
  conditions: withConditions(undefined, [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }]),
});

/** The status of a pod that has a node, as its kubelet writes it. */
export function podStatus(pod: Pod, life: PodLife): PodStatus {
  const status = (own: ContainerLife): ContainerStatus => statusOf(own, containerId(pod, own.container, own.restarts));
  return {
    phase: life.main.every(hasRun) ? 'Running' : 'Pending',
    conditions: withConditions(pod.status.conditions, conditionsOf(life)),
    hostIP: '192.0.2.1',
    ...(life.main.some(hasRun) && { podIP: life.ip }),
    startTime: life.startTime,
    ...(life.init.length > 0 && { initContainerStatuses: life.init.map(status) }),
    containerStatuses: life.main.map(status),
  };
}

const isDone = ({ state }: ContainerLife): boolean => state.terminated?.exitCode === 0;

function conditionsOf({ init, main }: PodLife): readonly NewCondition[] {
  const incomplete = init.filter((life) => !isDone(life)).map(({ container }) => container.name);
  const unready = main.filter(({ ready }) => !ready).map(({ container }) => container.name);
  const notReady = { reason: 'ContainersNotReady', message: `containers with unready status: [${unready.join(' ')}]` };
  return [
    { type: 'PodReadyToStartContainers', status: 'True' },
    told('Initialized', incomplete, {
      reason: 'ContainersNotInitialized',
      message: `containers with incomplete status: [${incomplete.join(' ')}]`,
    }),
    told('Ready', unready, notReady),
    told('ContainersReady', unready, notReady),
    { type: 'PodScheduled', status: 'True' },
  ];
}

const told = (
  type: string,
  bad: readonly string[],
  why: { readonly reason: string; readonly message: string },
): NewCondition => (bad.length === 0 ? { type, status: 'True' } : { type, status: 'False', ...why });
