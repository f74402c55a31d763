import { z } from 'zod';

/** Asks for one figure: null where Prometheus knows none. Throws an Error that says why it cannot be asked. */
export type AskPrometheus = (query: string) => Promise<number | null>;

/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
const answerSchema = z.object({
  data: z.object({ result: z.array(z.object({ value: z.tuple([z.number(), z.string()]) })) }),
});

const TIMEOUT_MS = 3000;

/** @param url of a Prometheus, with or without a path before `/api` */
export function createAskPrometheus(url: string, timeoutMs = TIMEOUT_MS): AskPrometheus {
  const base = url.replace(/\/$/, '');
  return async (query) => {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(`${base}/api/v1/query?${new URLSearchParams({ query }).toString()}`, { signal });
    if (!answer.ok) throw new Error(`it answered ${answer.status}`);
    const { data } = answerSchema.parse(await answer.json());
    const value = Number(data.result[0]?.value[1]);
    return Number.isFinite(value) ? value : null;
  };
}
