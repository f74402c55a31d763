import { type NewCondition, withConditions } from '../conditions.ts';
import type { Container, Pod, PodStatus } from '../workloads.ts';
import { type ContainerLife, hasRun, statusOf } from './container-life.ts';
import { containerId, type PodLife } from './pod-life.ts';

/** The status of a pod that no node takes. */
export const unscheduledStatus = (message: string): PodStatus => ({
  phase: 'Pending',
  conditions: withConditions(undefined, [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }]),
});

/** The status of a pod that has a node, as its kubelet writes it. */
export function podStatus(pod: Pod, life: PodLife): PodStatus {
  const { containers, initContainers = [] } = pod.spec;
  const statuses = (
    of: readonly Container[],
    lives: readonly ContainerLife[],
  ): NonNullable<PodStatus['containerStatuses']> =>
    lives.flatMap((own, at) => {
      const container = of[at];
      return container ? [statusOf(own, container, containerId(pod, container, own.restarts))] : [];
    });
  return {
    phase: life.main.every(hasRun) ? 'Running' : 'Pending',
    conditions: withConditions(pod.status.conditions, conditionsOf(pod, life)),
    hostIP: '192.0.2.1',
    ...(life.main.some(hasRun) && { podIP: life.ip }),
    startTime: life.startTime,
    ...(initContainers.length > 0 && { initContainerStatuses: statuses(initContainers, life.init) }),
    containerStatuses: statuses(containers, life.main),
  };
}

const isDone = ({ state }: ContainerLife): boolean => state.terminated?.exitCode === 0;

function conditionsOf({ spec }: Pod, life: PodLife): readonly NewCondition[] {
  const { containers, initContainers = [] } = spec;
  const names = (
    of: readonly Container[],
    lives: readonly ContainerLife[],
    isFine: (at: ContainerLife) => boolean,
  ): readonly string[] => of.filter((_, at) => lives[at] && !isFine(lives[at])).map(({ name }) => name);
  const incomplete = names(initContainers, life.init, isDone);
  const unready = names(containers, life.main, ({ ready }) => ready);
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
