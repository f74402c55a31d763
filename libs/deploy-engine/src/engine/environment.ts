import type { Cluster } from '../cluster/cluster.ts';
import type { Registry } from '../registry/registry.ts';
import type { AskPrometheus } from '../slo/ask-prometheus.ts';
import type { DeployTimes } from './engine-options.ts';

/** An environment, and what deploys in it stand on. */
export interface Environment {
  readonly name: string;
  readonly namespace: string;
  readonly cluster: Cluster;
  readonly registry: Registry;
  readonly prometheus: AskPrometheus | null;
  /** This process. */
  readonly holder: string;
  readonly times: DeployTimes;
}
