import { Counter, Gauge, type Registry } from 'prom-client';

import { kept } from './kept.ts';
import { counterReadAtScrape, histogramReadAtScrape, type Observations, type Tally } from './read-at-scrape.ts';

export interface FinishedRequest {
  readonly method: string;
  /** As it was declared, never the path that was asked for: every new value costs memory for good. */
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
  /** The problem's code, where the answer is one. */
  readonly errorCode?: string | undefined;
}

export interface HttpMetrics {
  requestStarted(): void;
  requestFinished(request: FinishedRequest): void;
}

/** From a cached answer to the longest that a client waits. Seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** What is counted of the requests of one route and method. */
interface Kind {
  readonly byStatus: Map<number, Tally>;
  readonly duration: Observations;
}

/** Rate, errors and duration of requests, by route; and how many are under way. */
export function httpMetrics(registry: Registry): HttpMetrics {
  const requests = counterReadAtScrape(registry, {
    name: 'http_requests_total',
    help: 'Requests answered, by method, route and status.',
  });
  const errors = new Counter({
    name: 'http_request_errors_total',
    help: 'Requests answered with a problem, by route and problem code.',
    labelNames: ['route', 'code'],
    registers: [registry],
  });
  const duration = histogramReadAtScrape(
    registry,
    {
      name: 'http_request_duration_seconds',
      help: 'Time from the head of a request to the end of its answer, by method and route.',
    },
    BUCKETS,
  );
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests under way.',
    registers: [registry],
    collect() {
      this.set(underWay);
    },
  });
  let underWay = 0;
  inFlight.set(0);

  const kinds = new Map<string, Map<string, Kind>>();
  const kindOf = (method: string, route: string): Kind =>
    kept(
      kept(kinds, route, () => new Map<string, Kind>()),
      method,
      () => ({ byStatus: new Map<number, Tally>(), duration: duration({ method, route }) }),
    );
  return {
    requestStarted: () => {
      underWay++;
    },
    requestFinished: ({ method, route, status, seconds, errorCode }) => {
      underWay--;
      const kind = kindOf(method, route);
      kept(kind.byStatus, status, () => requests({ method, route, status: String(status) })).value++;
      kind.duration.observe(seconds);
      if (errorCode !== undefined) errors.labels(route, errorCode).inc();
    },
  };
}
