import type { Moment } from './run-load.ts';

/** Where a service's memory is going. */
export interface MemoryTrend {
  /** From when on it was looked at: what was before counts as warming up. Seconds. */
  readonly from: number;
  /** What it was then and at the end, by the line that fits best. Bytes. */
  readonly begin: number;
  readonly end: number;
  readonly bytesPerHour: number;
  /** When a pod would be full at that pace, in hours; undefined where it does not grow. */
  readonly hoursLeft: number | undefined;
  readonly leaks: boolean;
}

/** Less tells nothing: caches fill, and V8 makes room for itself. Seconds. */
const LEAST_SECONDS = 600;
/** Of the time, what counts as warming up. */
const WARM_UP = 0.5;
const WINDOWS = 15;
/** Any two are on a line. */
const LEAST_POINTS = 3;
/** Growth by less than this share, while it was looked at, is how collections happen to fall. */
const NOISE = 0.05;
/** A slope is one where it is so many times its own standard error. */
const CLEAR = 2;

/**
 * Fits a line to the memory after the warm-up: to the least of each stretch of time, as what a collection is about to free does not count. The
 * longer the run, the slower the leak that it shows.
 *
 * @param room what the processes may have together, bytes
 * @returns undefined where the run was too short, or the service tells nothing of its memory
 */
export function memoryTrend(moments: readonly Moment[], room: number): MemoryTrend | undefined {
  const known = moments.flatMap(({ at, memoryBytes }) =>
    memoryBytes === undefined ? [] : [[at, memoryBytes] as const],
  );
  const to = known.at(-1)?.[0] ?? 0;
  if (to < LEAST_SECONDS) return undefined;
  const from = to * WARM_UP;
  const width = (to - from) / WINDOWS;
  const lows = Array.from({ length: WINDOWS }, (_, window) => {
    const start = from + window * width;
    const inside = known.filter(([at]) => at >= start && at <= start + width).map(([, bytes]) => bytes);
    return [start + width / 2, Math.min(...inside)] as const;
  }).filter(([, bytes]) => Number.isFinite(bytes));
  if (lows.length < LEAST_POINTS) return undefined;
  const { slope, error, at } = fit(lows);
  const grown = slope * (to - from);
  const hoursLeft = slope > 0 ? Math.max(0, room - at(to)) / slope / 3600 : undefined;
  const leaks = slope > CLEAR * error && grown > NOISE * at(from);
  return { from, begin: at(from), end: at(to), bytesPerHour: slope * 3600, hoursLeft, leaks };
}

/** The line with the least squares, and the standard error of its slope. */
function fit(points: readonly (readonly [x: number, y: number])[]) {
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [middleX, middleY] = [mean(points.map(([x]) => x)), mean(points.map(([, y]) => y))];
  const spread = mean(points.map(([x]) => (x - middleX) ** 2));
  const slope = mean(points.map(([x, y]) => (x - middleX) * (y - middleY))) / spread;
  const at = (x: number): number => middleY + slope * (x - middleX);
  const left = mean(points.map(([x, y]) => (y - at(x)) ** 2));
  return { slope, at, error: Math.sqrt(left / spread / (points.length - 2)) };
}
