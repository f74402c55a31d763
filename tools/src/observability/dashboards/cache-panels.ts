import { BytesIEC, RequestsPerSecond, Short } from '@grafana/grafana-foundation-sdk/units';

import type { Graph } from './panels.ts';
import { perSecond, type Scope } from './scope.ts';

/** What a pod's own cache does. */
export const cachePanels = ({ own }: Scope): readonly Graph[] => [
  {
    title: 'Cache: how answers were found',
    description: 'By what the cache did. After a release with a new cache, misses fall within minutes.',
    unit: RequestsPerSecond,
    lines: { [`sum by (state) (${perSecond(own('cache_requests_total'))})`]: '{{state}}' },
    stacked: true,
    width: 8,
  },
  {
    title: 'Cache: answers kept',
    description: 'In memory, by pod.',
    unit: Short,
    lines: { [own('cache_entries')]: '{{instance}}' },
    width: 8,
  },
  {
    title: 'Cache: memory',
    description: 'Bytes that the answers in memory take, by pod.',
    unit: BytesIEC,
    lines: { [own('cache_memory_bytes')]: '{{instance}}' },
    width: 8,
  },
];

/** What the cache that pods share does. */
export const sharedCachePanels = ({ own }: Scope): readonly Graph[] => [
  {
    title: 'Shared cache: pods that reach it',
    description: 'Pods that have none for 15 minutes are an alert (SharedCacheLost).',
    unit: Short,
    lines: { [`sum by (namespace) (${own('cache_shared_connected')})`]: '{{namespace}}' },
    width: 12,
  },
  {
    title: 'Shared cache: what was asked of it',
    description: 'By operation and outcome; whatever is not ok costs a page more that is fetched.',
    unit: RequestsPerSecond,
    lines: {
      [`sum by (operation, outcome) (${perSecond(own('cache_shared_operations_total'))})`]: '{{operation}} {{outcome}}',
    },
    stacked: true,
    width: 12,
  },
];
