import { Counter, Gauge, Histogram, type Registry } from 'prom-client';

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

/** Rate, errors and duration of requests, by route; and how many are under way. */
export function httpMetrics(registry: Registry): HttpMetrics {
  const registers = [registry];
  const requests = new Counter({
    name: 'http_requests_total',
    help: 'Requests answered, by method, route and status.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const errors = new Counter({
    name: 'http_request_errors_total',
    help: 'Requests answered with a problem, by route and problem code.',
    labelNames: ['route', 'code'],
    registers,
  });
  const duration = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer, by method and route.',
    labelNames: ['method', 'route'],
    buckets: BUCKETS,
    registers,
  });
  const inFlight = new Gauge({
    name: 'http_requests_in_flight',
    help: 'Requests under way.',
    registers,
    collect() {
      this.set(underWay);
    },
  });
  let underWay = 0;

  // A look-up by labels costs as much as all the rest of counting; requests are of few kinds.
  const counted = remember((method: string, route: string, status: string) => requests.labels(method, route, status));
  const timed = remember((method: string, route: string) => duration.labels(method, route));
  inFlight.set(0);
  return {
    requestStarted: () => {
      underWay++;
    },
    requestFinished: ({ method, route, status, seconds, errorCode }) => {
      underWay--;
      counted(method, route, String(status)).inc();
      timed(method, route).observe(seconds);
      if (errorCode !== undefined) errors.labels(route, errorCode).inc();
    },
  };
}

/** Keeps what `make` gives for the same labels. */
function remember<T>(make: (...labels: string[]) => T): (...labels: string[]) => T {
  const made = new Map<string, T>();
  return (...labels) => {
    const key = labels.join('\n');
    let value = made.get(key);
    if (value === undefined) {
      value = make(...labels);
      made.set(key, value);
    }
    return value;
  };
}
