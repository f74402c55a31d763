import { Counter, type Registry } from 'prom-client';

import { kept } from './kept.ts';
import { counterReadAtScrape, histogramReadAtScrape, type Observations, type Tally } from './read-at-scrape.ts';

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

/** What is counted of the calls of one client. */
interface Kind {
  readonly byOutcome: Map<string, Tally>;
  readonly duration: Observations;
}

/** Rate, failures and duration of the calls that a service makes. */
export function outboundMetrics(registry: Registry): OutboundMetrics {
  const calls = counterReadAtScrape(registry, {
    name: 'outbound_requests_total',
    help: 'Outbound calls, by client and outcome.',
  });
  const duration = histogramReadAtScrape(
    registry,
    {
      name: 'outbound_request_duration_seconds',
      help: 'Time from the call to the end of its answer, or its failure, by client.',
    },
    BUCKETS,
  );
  const breaks = new Counter({
    name: 'outbound_breaks_total',
    help: 'Times that an origin failed so often that it was left alone for a while, by client.',
    labelNames: ['client'],
    registers: [registry],
  });
  const kinds = new Map<string, Kind>();
  return {
    breaksOf: (client) => {
      const own = breaks.labels(client);
      own.inc(0);
      return () => {
        own.inc();
      };
    },
    finished: ({ client, outcome, seconds }) => {
      const kind = kept(kinds, client, () => ({ byOutcome: new Map<string, Tally>(), duration: duration({ client }) }));
      kept(kind.byOutcome, outcome, () => calls({ client, outcome })).value++;
      kind.duration.observe(seconds);
    },
  };
}
