import type { Metrics } from '../cache-metrics.ts';

/** What the store does, by its use. */
export type Operation = 'read' | 'write' | 'claim' | 'release' | 'wait';

/** `timeout`: no reply in time; `refused`: Redis said no; `offline`: there was no connection, or it was lost. */
export type Outcome = 'ok' | 'timeout' | 'refused' | 'offline';

export interface RedisMetrics {
  ended(operation: Operation, outcome: Outcome): void;
  connected(isConnected: boolean): void;
}

/** How well the shared cache does. */
export function createRedisMetrics(metrics: Metrics): RedisMetrics {
  const operations = metrics.counter({
    name: 'cache_shared_operations_total',
    help: 'What was asked of the shared cache, by operation and outcome.',
    labelNames: ['operation', 'outcome'],
  });
  const connected = metrics.gauge({
    name: 'cache_shared_connected',
    help: 'Whether the shared cache is connected and answers: 1 or 0.',
  });
  connected.set(0);
  return {
    ended: (operation, outcome) => {
      operations.inc({ operation, outcome });
    },
    connected: (isConnected) => {
      connected.set(isConnected ? 1 : 0);
    },
  };
}
