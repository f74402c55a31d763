import { z } from 'zod';

/** What Prometheus knows, for pages. */
export interface Prometheus {
  /** The series of a query over the last seconds. */
  range(query: string, seconds: number): Promise<readonly Line[]>;
  /** What fires, and what is about to. */
  alerts(): Promise<readonly Alert[]>;
}

export interface Line {
  readonly labels: Readonly<Record<string, string>>;
  /** Seconds since 1970, value. */
  readonly points: readonly (readonly [at: number, value: number])[];
}

export type Alert = z.infer<typeof alertSchema>;

const texts = z.record(z.string(), z.string());
const alertSchema = z.object({ labels: texts, annotations: texts, state: z.string(), activeAt: z.string() });
const alertsSchema = z.object({ data: z.object({ alerts: z.array(alertSchema) }) });
const rangeSchema = z.object({
  data: z.object({
    result: z.array(z.object({ metric: texts, values: z.array(z.tuple([z.number(), z.string()])) })),
  }),
});

/** As many as a graph has room for. */
const POINTS = 120;

/**
 * Asks a Prometheus. While it does not answer, it knows nothing.
 *
 * @throws ZodError for an answer that is none of Prometheus'
 */
export function askPrometheus(url: string): Prometheus {
  const ask = async (path: string, words: Readonly<Record<string, string>>): Promise<unknown> => {
    const answer = await fetch(`${url}/api/v1/${path}?${String(new URLSearchParams(words))}`).catch(() => undefined);
    return answer?.ok === true ? answer.json() : undefined;
  };
  return {
    alerts: async () => {
      const answer = await ask('alerts', {});
      return answer === undefined ? [] : alertsSchema.parse(answer).data.alerts;
    },
    range: async (query, seconds) => {
      const end = Math.floor(Date.now() / 1000);
      const step = Math.max(1, Math.round(seconds / POINTS));
      const answer = await ask('query_range', { query, start: `${end - seconds}`, end: `${end}`, step: `${step}` });
      if (answer === undefined) return [];
      return rangeSchema.parse(answer).data.result.map(({ metric, values }) => ({
        labels: metric,
        points: values.map(([at, value]) => [at, Number(value)] as const).filter(([, value]) => Number.isFinite(value)),
      }));
    },
  };
}
