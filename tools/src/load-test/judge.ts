import type { Service } from '../descriptor/service-schema.ts';
import type { MemoryTrend } from './memory-trend.ts';
import type { Outcome } from './run-load.ts';

/** What was promised, and what was seen. */
export interface Verdict {
  readonly passed: boolean;
  /** Whether enough answers were right, however long they took. */
  readonly right: boolean;
  /** A sentence for each promise. */
  readonly says: readonly string[];
}

/** Where less than this share of the requests is answered while others arrive, the service, or whoever asks, does not keep up. */
const KEEPS_UP = 0.9;

/**
 * @param asked requests a second that were to arrive
 * @param trend of a service's memory, where that was long enough looked at
 */
export function judge(
  { slo }: Pick<Service, 'slo'>,
  { recording, reached }: Outcome,
  asked: number,
  trend?: MemoryTrend,
): Verdict {
  const { answered, wrong } = recording.total();
  const all = answered + wrong;
  const available = (100 * answered) / all;
  const { percentile, milliseconds } = slo.latency;
  const time = recording.percentile(percentile);
  const right = available >= slo.availability;
  const promises: readonly (readonly [kept: boolean, sentence: string])[] = [
    [
      right,
      `${perCent(available)} of ${all} requests were answered rightly; promised are ${perCent(slo.availability)}.`,
    ],
    [
      time <= milliseconds,
      `${percentile} of a hundred answers took up to ${rounded(time)} ms; promised are ${milliseconds} ms.`,
    ],
    [reached >= asked * KEEPS_UP, `${rounded(reached)} requests a second were answered; ${rounded(asked)} arrived.`],
    ...(trend === undefined ? [] : [[!trend.leaks, trendWords(trend)] as const]),
  ];
  return {
    passed: promises.every(([kept]) => kept),
    right,
    says: promises.map(([kept, sentence]) => `${kept ? '✓' : '✗'} ${sentence}`),
  };
}

const MEGABYTE = 1e6;

/** What became of the memory, and what that means. */
function trendWords({ from, begin, end, bytesPerHour, hoursLeft, leaks }: MemoryTrend): string {
  const [before, after, pace] = [begin, end, Math.abs(bytesPerHour)].map((bytes) => rounded(bytes / MEGABYTE));
  const moves = `After ${rounded(from / 60)} minutes memory went from ${before} to ${after} MB, ${bytesPerHour < 0 ? 'less' : 'more'} by ${pace} MB an hour`;
  if (!leaks) return `${moves}: no leak that a run of this length can show.`;
  return `${moves}: a leak, which fills a pod in ${rounded(Number(hoursLeft))} hours. Find what grows with a heap snapshot: node --heapsnapshot-signal=SIGUSR2.`;
}

/** A number that people read: three digits that count. */
export const rounded = (value: number): string =>
  String(value >= 100 ? Math.round(value) : Number(value.toPrecision(3)));

const perCent = (value: number): string => `${Number(value.toFixed(3))} %`;
