import { BytesIEC, PercentUnit, Seconds, Short } from '@grafana/grafana-foundation-sdk/units';

import type { Graph } from './panels.ts';
import { perSecond, type Scope } from './scope.ts';

/** What may run out: time of the event loop, memory, processor time; and pods that ended for it. */
export const saturationPanels = (scope: Scope): readonly Graph[] => [
  ...eventLoopPanels(scope),
  ...memoryPanels(scope),
  ...processorPanels(scope),
  ...podPanels(scope),
];

const limitOf = ({ container }: Scope, resource: 'cpu' | 'memory'): string =>
  `min by (namespace) (${container('kube_pod_container_resource_limits', `resource="${resource}"`)})`;

const eventLoopPanels = ({ own }: Scope): readonly Graph[] => [
  {
    title: 'Event loop: how late',
    description:
      'On average over half a second. Beyond 100 ms is an alert (EventLoopLate): all requests of the pod wait as long.',
    unit: Seconds,
    lines: { [own('event_loop_delay_seconds')]: '{{instance}}' },
    width: 8,
  },
  {
    title: 'Event loop: how busy',
    description: 'At 100 %, JavaScript runs without a pause: more pods help, more processor time for each does not.',
    unit: PercentUnit,
    lines: { [own('event_loop_utilization_ratio')]: '{{instance}}' },
    max: 1,
    width: 8,
  },
  {
    title: 'Event loop: stalls',
    description: 'Times that it stood still for more than a second; the log has a line for each.',
    unit: Short,
    lines: { [`increase(${own('event_loop_stalls_total')}[$__rate_interval])`]: '{{instance}}' },
    width: 8,
  },
];

const memoryPanels = (scope: Scope): readonly Graph[] => [
  {
    title: 'Memory',
    description: 'Resident memory by pod, and the limit at which the container is ended.',
    unit: BytesIEC,
    lines: {
      [scope.own('process_resident_memory_bytes')]: '{{instance}}',
      [limitOf(scope, 'memory')]: 'limit, {{namespace}}',
    },
    width: 8,
  },
  {
    title: 'Memory: how near the limit',
    description:
      "Of the heap's limit or the container's, whichever is nearer. Beyond 90 % is an alert (MemoryNearLimit).",
    unit: PercentUnit,
    lines: { [scope.own('memory_pressure_ratio')]: '{{instance}}' },
    max: 1,
    width: 8,
  },
];

const processorPanels = (scope: Scope): readonly Graph[] => [
  {
    title: 'Processor time',
    description: 'Cores in use by pod, and the limit at which the container is held back.',
    unit: Short,
    lines: {
      [perSecond(scope.own('process_cpu_seconds_total'))]: '{{instance}}',
      [limitOf(scope, 'cpu')]: 'limit, {{namespace}}',
    },
    width: 8,
  },
  {
    title: 'Held back',
    description:
      'The share of time slices in which the container was at its limit of processor time. Beyond 25 % is an alert (CpuThrottled).',
    unit: PercentUnit,
    lines: {
      [`sum by (pod) (${perSecond(scope.container('container_cpu_cfs_throttled_periods_total'))}) / ` +
      `sum by (pod) (${perSecond(scope.container('container_cpu_cfs_periods_total'))})`]: '{{pod}}',
    },
    max: 1,
    width: 8,
  },
];

const podPanels = ({ own, container }: Scope): readonly Graph[] => [
  {
    title: 'Restarts',
    description:
      'Containers that ended and were started again, by pod. Three within half an hour are an alert (CrashLoop).',
    unit: Short,
    lines: { [container('kube_pod_container_status_restarts_total')]: '{{pod}}' },
    width: 8,
  },
  {
    title: 'Pods',
    description: 'Pods that answer Prometheus, by version: two versions at once are a rollout, or a canary.',
    unit: Short,
    lines: { [`count by (version) (${own('service_info')})`]: '{{version}}' },
    stacked: true,
    width: 8,
  },
];
