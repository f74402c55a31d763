import type { Series } from './read-series.ts';

/** How long all is as usual before a trouble, and how long that goes on. Minutes: every alert's `for` is shorter. */
export const MINUTES = { usual: 360, trouble: 60 };

/** Prometheus' conventions: what has another name is a gauge. */
const COUNTER = /^\w+_(?:total|bucket|count|sum)\{/;
/** What is ended is started again once, not again and again. */
const RESTARTS = 'kube_pod_container_status_restarts_total{';

/** What was read once. */
export interface Reading {
  readonly series: Series;
  /** When: milliseconds of `performance.now()`. */
  readonly at: number;
}

/** From one reading to a later one. */
export interface Span {
  readonly from: Reading;
  readonly to: Reading;
}

/**
 * Hours of series that go on as they went for seconds: first as usual, then in trouble. Counters grow as fast, gauges stay.
 *
 * @returns the values of each, minute by minute, in the notation of `promtool test rules`: `0+30x360 10860+60x60`
 */
export function goOn(usual: Span, trouble: Span): Readonly<Record<string, string>> {
  const names = [...new Set([...usual.to.series.keys(), ...trouble.to.series.keys()])];
  return Object.fromEntries(
    names.map((name) => {
      if (COUNTER.test(name) && !name.startsWith(RESTARTS)) {
        const [before, now] = [growthOf(name, usual), growthOf(name, trouble)];
        return [
          name,
          `${climbing(0, before, MINUTES.usual)} ${climbing(before * MINUTES.usual, now, MINUTES.trouble)}`,
        ];
      }
      const [before, now] = [usual, trouble].map(({ to }) => to.series.get(name));
      return [name, `${staying(before, MINUTES.usual)} ${staying(now, MINUTES.trouble)}`];
    }),
  );
}

/** By how much a counter grows, a minute. One that fell began anew. */
function growthOf(name: string, { from, to }: Span): number {
  const [before, now] = [from, to].map(({ series }) => series.get(name) ?? 0) as [number, number];
  return ((now < before ? now : now - before) * 60_000) / (to.at - from.at);
}

/** From the first minute to the last; no exponents are taken there. */
const climbing = (from: number, perMinute: number, minutes: number): string =>
  `${(from + perMinute).toFixed(6)}+${perMinute.toFixed(6)}x${minutes - 1}`;

/** What is not there, or is a quantile of nothing, is a gap. */
const staying = (value: number | undefined, minutes: number): string =>
  value !== undefined && Number.isFinite(value) ? `${value.toFixed(6)}x${minutes - 1}` : `_x${minutes}`;
