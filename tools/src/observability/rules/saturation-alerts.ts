import type { Service } from '../../descriptor/service-schema.ts';
import type { Alert } from './alert.ts';
import { ofContainer, ofService, series } from './series.ts';

/** The alerts that tell what soon runs out. They leave time until working hours: where users feel it, a budget burns. */
export const saturationAlerts = ({ name }: Service): readonly Alert[] => [
  {
    alert: 'MemoryNearLimit',
    urgency: 'ticket',
    expr: `max by (namespace, pod) (${series('memory_pressure_ratio', ofService(name))}) > 0.9`,
    for: '10m',
    summary: `{{ $labels.pod }} of ${name} in {{ $labels.namespace }} uses {{ $value | humanizePercentage }} of its memory.`,
    description: 'At the limit of its heap, or of its container, a process is ended without a word.',
  },
  {
    alert: 'CpuThrottled',
    urgency: 'ticket',
    expr:
      `sum by (namespace, pod) (increase(${series('container_cpu_cfs_throttled_periods_total', ofContainer(name))}[5m])) / ` +
      `sum by (namespace, pod) (increase(${series('container_cpu_cfs_periods_total', ofContainer(name))}[5m])) > 0.25`,
    for: '15m',
    summary: `{{ $labels.pod }} of ${name} in {{ $labels.namespace }} is held back in {{ $value | humanizePercentage }} of its time slices.`,
    description: 'The container is at its limit of processor time: all that it does takes longer.',
  },
  {
    alert: 'EventLoopLate',
    urgency: 'ticket',
    expr: `max by (namespace, pod) (avg_over_time(${series('event_loop_delay_seconds', ofService(name))}[5m])) > 0.1`,
    for: '10m',
    summary: `The event loop of {{ $labels.pod }} of ${name} in {{ $labels.namespace }} is {{ $value | humanizeDuration }} late.`,
    description:
      'Every request of the pod waits as long, health checks too; beyond its limit the service turns requests away.',
  },
];
