import type { Service } from '../../descriptor/service-schema.ts';
import { ofService, series } from './series.ts';

/** What users can count on, and how it is measured. */
export interface Objective {
  /** The alerts begin with it. */
  readonly name: 'Availability' | 'Latency';
  /** The share of requests that may be bad: 0.001. */
  readonly budget: number;
  /** The recorded series of bad requests. */
  readonly bad: string;
  /** The query that gives the bad requests, a second, over a time such as `5m`. */
  readonly badRate: (window: string) => string;
  /** The promise, for people: `99.9 % of requests without a fault`. */
  readonly promise: string;
  /** What a bad request is, for people: `fail`. */
  readonly verb: string;
}

/** Series of an environment are told apart by their namespace. */
export const PER_ENVIRONMENT = 'sum by (job, namespace)';

/**
 * A fault of the service's own. 502 and 504 tell of whom it called, which `OutboundFailing` watches: an origin that is down must
 * not use up the budget of those who report it.
 */
const FAULTS = ['status=~"5.."', 'status!~"502|504"'] as const;

/** The share that is left, without the dust of binary fractions. */
const rest = (percent: number): number => Number((1 - percent / 100).toPrecision(6));

/** A bucket's label. Prometheus 3 writes `1.0` where a service, and Prometheus 2, say `1`. */
const atMost = (seconds: number): string =>
  Number.isInteger(seconds) ? `le=~"${seconds}|${seconds}[.]0"` : `le="${seconds}"`;

export const requestsOf = (service: string, window: string): string =>
  `${PER_ENVIRONMENT} (rate(${series('http_requests_total', ofService(service))}[${window}]))`;

/** A service's objectives, from its `service.yaml`. */
export function objectivesOf({ name, slo: { availability, latency } }: Service): readonly Objective[] {
  const job = ofService(name);
  const timed = (window: string, part: string, ...matchers: readonly string[]): string =>
    `${PER_ENVIRONMENT} (rate(${series(`http_request_duration_seconds_${part}`, job, ...matchers)}[${window}]))`;
  const quick = atMost(latency.milliseconds / 1000);
  return [
    {
      name: 'Availability',
      budget: rest(availability),
      bad: 'job:http_request_faults',
      // where nothing has failed yet there is no series of failures
      badRate: (window) =>
        `${PER_ENVIRONMENT} (rate(${series('http_requests_total', job, ...FAULTS)}[${window}])) or 0 * ${requestsOf(name, window)}`,
      promise: `${availability} % of requests are to be answered without a fault`,
      verb: 'failed',
    },
    {
      name: 'Latency',
      budget: rest(latency.percentile),
      bad: 'job:http_requests_slow',
      badRate: (window) => `${timed(window, 'count')} - ${timed(window, 'bucket', quick)}`,
      promise: `${latency.percentile} % of requests are to be answered within ${latency.milliseconds} ms`,
      verb: 'were slow',
    },
  ];
}
