import type { AskPrometheus } from '../slo/ask-prometheus.ts';
import { canaryOf } from './canary-objects.ts';

/** How a canary does beside the stable pods, by its own series. */
export type CanaryFigures = Readonly<Record<Track, TrackFigures>>;

type Track = 'stable' | 'canary';

interface TrackFigures {
  /** Requests of the last 5 minutes. */
  readonly requests: number;
  /** The part of them that failed. */
  readonly faults: number;
  /** Of their answers' times the mean, in seconds. */
  readonly seconds: number;
}

/** Fewer tell nothing. */
const ENOUGH = 20;
/** What a canary may be worse by, so that chance does not decide. */
const MORE_FAULTS = 0.02;
const TIMES_SLOWER = 2;
const MORE_SECONDS = 0.1;

export type CanaryVerdict =
  { readonly is: 'good' } | { readonly is: 'bad'; readonly why: string } | { readonly is: 'unknown' };

/** Whether a canary does as well as the stable pods. */
export function judgeCanary({ stable, canary }: CanaryFigures): CanaryVerdict {
  if (canary.requests < ENOUGH) return { is: 'unknown' };
  const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;
  if (canary.faults > stable.faults * 2 + MORE_FAULTS) {
    const why = `${percent(canary.faults)} of the canary's requests failed, of the others ${percent(stable.faults)}.`;
    return { is: 'bad', why };
  }
  if (canary.seconds > stable.seconds * TIMES_SLOWER + MORE_SECONDS) {
    const [slow, usual] = [canary.seconds, stable.seconds].map((seconds) => `${Math.round(seconds * 1000)} ms`);
    return { is: 'bad', why: `The canary took ${String(slow)} for an answer, the others ${String(usual)}.` };
  }
  return { is: 'good' };
}

/** @throws an Error that says why Prometheus cannot be asked */
export async function readCanaryFigures(
  ask: AskPrometheus,
  service: string,
  namespace: string,
): Promise<CanaryFigures> {
  const [stable, canary] = await Promise.all([
    trackFigures(ask, service, service, namespace),
    trackFigures(ask, service, canaryOf(service), namespace),
  ]);
  return { stable, canary };
}

/** What callers are answered by others, 502 and 504, is not the service's fault: as in its rules. */
const FAULTS = ', status=~"5..", status!~"502|504"';

async function trackFigures(
  ask: AskPrometheus,
  job: string,
  instance: string,
  namespace: string,
): Promise<TrackFigures> {
  const of = (more = ''): string =>
    `{job="${job}", namespace="${namespace}", app_kubernetes_io_instance="${instance}"${more}}[5m]`;
  const [requests, faults, seconds] = await Promise.all([
    ask(`sum(increase(http_requests_total${of()}))`),
    ask(`sum(increase(http_requests_total${of(FAULTS)}))`),
    ask(`sum(increase(http_request_duration_seconds_sum${of()}))`),
  ]);
  const count = Number(requests);
  return { requests: count, faults: ratio(faults, count), seconds: ratio(seconds, count) };
}

const ratio = (part: number | null, whole: number): number => (whole > 0 ? Number(part) / whole : 0);
