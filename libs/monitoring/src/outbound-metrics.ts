import { Counter, Histogram, type Registry } from 'prom-client';

export interface FinishedCall {
  /** Which of the service's clients called, such as `pages` or `billing`; never a host that users give. */
  readonly client: string;
  /** `ok`, or the code of the failure. */
  readonly outcome: string;
  readonly seconds: number;
}

export interface OutboundMetrics {
  finished(call: FinishedCall): void;
  /** Gives what counts the breaks of a client's circuit breakers, none so far. */
  breaksOf(client: string): () => void;
}

/** From a call in the same cluster to the longest anyone waits. Seconds. */
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];

/** Rate, failures and duration of the calls that a service makes. */
export function outboundMetrics(registry: Registry): OutboundMetrics {
  const registers = [registry];
  const calls = new Counter({
    name: 'outbound_requests_total',
    help: 'Outbound calls, by client and outcome.',
    labelNames: ['client', 'outcome'],
    registers,
  });
  const duration = new Histogram({
    name: 'outbound_request_duration_seconds',
    help: 'Time from the call to the end of its answer, or its failure, by client.',
    labelNames: ['client'],
    buckets: BUCKETS,
    registers,
  });
  const breaks = new Counter({
    name: 'outbound_breaks_total',
    help: 'Times that an origin failed so often that it was left alone for a while, by client.',
    labelNames: ['client'],
    registers,
  });
  return {
    breaksOf: (client) => {
      const own = breaks.labels(client);
      own.inc(0);
      return () => {
        own.inc();
      };
    },
    finished: ({ client, outcome, seconds }) => {
      calls.labels(client, outcome).inc();
      duration.labels(client).observe(seconds);
    },
  };
}
