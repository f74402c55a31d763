import type { Service } from '../../descriptor/service-schema.ts';
import { type Objective, objectivesOf, PER_ENVIRONMENT, requestsOf } from './objectives.ts';
import { ofService, series } from './series.ts';

export interface RecordingRule {
  readonly record: string;
  readonly expr: string;
}

/** The times over which budgets burn. */
const LONG_WINDOWS = ['1h', '6h', '3d'] as const;

const WINDOWS = ['5m', '30m', ...LONG_WINDOWS] as const;

export type LongWindow = (typeof LONG_WINDOWS)[number];
export type Window = (typeof WINDOWS)[number];

/** The share of requests in a window that were bad. */
export const ratioOf = ({ bad }: Objective, window: Window): string => `${bad}:ratio_rate${window}`;

/** The recorded series by which the overview compares services. */
export const budgetLeft = ({ name }: Objective): string => `job:slo_${name.toLowerCase()}_budget_left:ratio30d`;

export const REQUESTS = 'job:http_requests:rate5m';

/** How many requests there were in a window. */
export const countOf = (window: LongWindow): string => `job:http_requests:increase${window}`;

/** What is computed once, for alerts and dashboards. */
export function recordingRules(service: Service): readonly RecordingRule[] {
  const { name } = service;
  const requests = series('http_requests_total', ofService(name));
  return [
    { record: REQUESTS, expr: requestsOf(name, '5m') },
    ...LONG_WINDOWS.map((window) => ({
      record: countOf(window),
      expr: `${PER_ENVIRONMENT} (increase(${requests}[${window}]))`,
    })),
    ...objectivesOf(service).flatMap((objective) => objectiveRules(name, objective)),
  ];
}

function objectiveRules(service: string, objective: Objective): readonly RecordingRule[] {
  const { bad, badRate, budget } = objective;
  const whole = (record: string): string => `sum_over_time(${series(record, ofService(service))}[30d])`;
  return [
    { record: `${bad}:rate5m`, expr: badRate('5m') },
    ...WINDOWS.map((window) => ({
      record: ratioOf(objective, window),
      expr: `(${badRate(window)}) / (${requestsOf(service, window)} > 0)`,
    })),
    {
      record: budgetLeft(objective),
      expr: `1 - ${whole(`${bad}:rate5m`)} / (${whole(REQUESTS)} > 0) / ${budget}`,
    },
  ];
}
