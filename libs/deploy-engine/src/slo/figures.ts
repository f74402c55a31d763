import type { Trouble } from '../trouble/trouble.ts';

/** What is asked of Prometheus about a service, and what of it a release may not come with. */
interface Figure {
  /** PromQL. The series are those of `k8s/observability/<service>.rules.yaml`. */
  readonly query: (service: string, namespace: string) => string;
  /** More than this is too much, if it is also more than so many times what it was before. */
  readonly bound: number;
  readonly times: number;
  readonly sentence: (now: number) => string;
}

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;

export const FIGURES = {
  faults: {
    query: (service, namespace) =>
      `max(job:http_request_faults:ratio_rate5m{job="${service}", namespace="${namespace}"})`,
    bound: 0.05,
    times: 2,
    sentence: (now) => `${percent(now)} of the requests of the last 5 minutes failed.`,
  },
  slow: {
    query: (service, namespace) =>
      `max(job:http_requests_slow:ratio_rate5m{job="${service}", namespace="${namespace}"})`,
    bound: 0.25,
    times: 2,
    sentence: (now) => `${percent(now)} of the requests of the last 5 minutes were slower than promised.`,
  },
  alerts: {
    query: (service, namespace) =>
      `count(ALERTS{alertstate="firing", severity="page", service="${service}", namespace="${namespace}"})`,
    bound: 0,
    times: 1,
    sentence: (now) => `${now} of the service's alerts page since.`,
  },
} as const satisfies Record<string, Figure>;

export type FigureName = keyof typeof FIGURES;

/** By name; what Prometheus does not know is left out. */
export type Figures = Readonly<Partial<Record<FigureName, number>>>;

export const FIGURE_NAMES = Object.keys(FIGURES) as readonly FigureName[];

/** What a release came with, where that is too much. What was as bad before is not its fault. */
export function figureTrouble(before: Readonly<Record<string, number>>, now: Figures): Trouble | null {
  for (const name of FIGURE_NAMES) {
    const { bound, times, sentence } = FIGURES[name];
    const value = now[name] ?? 0;
    if (value > bound && value > times * (before[name] ?? 0)) return { code: 'slo', sentence: sentence(value) };
  }
  return null;
}
