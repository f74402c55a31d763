import type { Prometheus } from '../ask-prometheus.ts';
import type { Panel } from '../read-panels.ts';

/** What a page shows. */
export interface View {
  readonly prometheus: Prometheus;
  readonly panels: readonly Panel[];
  /** Addresses by what stands on them. */
  readonly links: Readonly<Record<string, string>>;
  /** How far back graphs go. */
  readonly seconds: number;
}
