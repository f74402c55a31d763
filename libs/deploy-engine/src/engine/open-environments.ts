import { openCluster } from '../cluster/open-cluster.ts';
import { openConnection } from '../cluster/open-connection.ts';
import { createAskPrometheus } from '../slo/ask-prometheus.ts';
import { DEFAULT_TIMES } from './default-times.ts';
import type { EngineOptions } from './engine-options.ts';
import type { Environment } from './environment.ts';

/** The environments, by name and in their order, each with the way to its cluster. */
export function openEnvironments(options: EngineOptions): ReadonlyMap<string, Environment> {
  const { environments, registry, holder, kubeconfig } = options;
  const times = { ...DEFAULT_TIMES, ...options.times };
  return new Map(
    Object.entries(environments).map(([name, { namespace, context, prometheus }]) => {
      const cluster = openCluster(openConnection({ kubeconfig, context }), { name, askMs: times.askMs });
      const ask = prometheus === undefined ? null : createAskPrometheus(prometheus);
      return [name, { name, namespace, cluster, registry, prometheus: ask, holder, times }];
    }),
  );
}
