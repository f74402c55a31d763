import {
  collectDefaultMetrics,
  Counter,
  type CounterConfiguration,
  Gauge,
  type GaugeConfiguration,
  Histogram,
  type HistogramConfiguration,
  Registry,
} from 'prom-client';

import { checkMetric, type MetricKind } from './check-metric.ts';
import { type HttpMetrics, httpMetrics } from './http-metrics.ts';
import { type OutboundMetrics, outboundMetrics } from './outbound-metrics.ts';

export interface MetricsOptions {
  readonly service: string;
  readonly version: string;
  readonly commit?: string;
}

type Own<T> = Omit<T, 'registers' | 'collect'>;

export interface Metrics {
  readonly registry: Registry;
  readonly contentType: string;
  /** Everything, in Prometheus' text format. */
  render(): Promise<string>;
  readonly http: HttpMetrics;
  readonly outbound: OutboundMetrics;
  /**
   * A service's own metrics. Asked for again by the same name, the same one comes.
   *
   * @throws TypeError where name and help break Prometheus' conventions
   */
  counter<L extends string>(configuration: Own<CounterConfiguration<L>>): Counter<L>;
  gauge<L extends string>(configuration: Own<GaugeConfiguration<L>>): Gauge<L>;
  histogram<L extends string>(configuration: Own<HistogramConfiguration<L>>): Histogram<L>;
  close(): void;
}

/** These are gauges with the suffix of a counter, which `promtool check metrics` refuses. */
const MISNAMED = ['nodejs_active_handles_total', 'nodejs_active_requests_total', 'nodejs_active_resources_total'];

/** Makes a service's metrics: process, event loop, requests, outbound calls, and what it adds itself. */
export function createMetrics({ service, version, commit = 'unknown' }: MetricsOptions): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  for (const name of MISNAMED) registry.removeSingleMetric(name);
  new Gauge({
    name: 'service_info',
    help: 'What runs here; always 1.',
    labelNames: ['service', 'version', 'commit'],
    registers: [registry],
  }).set({ service, version, commit }, 1);

  const once = <M>(
    kind: MetricKind,
    { name, help }: { readonly name: string; readonly help: string },
    make: () => M,
  ): M => {
    const known = registry.getSingleMetric(name);
    if (known !== undefined) return known as M;
    checkMetric(kind, name, help);
    return make();
  };
  return {
    registry,
    contentType: registry.contentType,
    render: () => registry.metrics(),
    http: httpMetrics(registry),
    outbound: outboundMetrics(registry),
    counter: (options) => once('counter', options, () => new Counter({ ...options, registers: [registry] })),
    gauge: (options) => once('gauge', options, () => new Gauge({ ...options, registers: [registry] })),
    histogram: (options) => once('histogram', options, () => new Histogram({ ...options, registers: [registry] })),
    close: () => {
      registry.clear();
    },
  };
}
