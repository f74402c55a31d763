import { type Chart, multiples, roundStep, type Series } from '../page/line-chart.ts';
import type { LoadReport } from './load-report.ts';
import type { Moment } from './run-load.ts';

type Points = Series['points'];

/** How far right a share of answers stands: each nine as wide as the one before. */
const nines = (share: number): number => -Math.log10(1 - Math.min(share, 99.99) / 100);
const SHARE_MARKS = [50, 90, 99, 99.9, 99.99].map((share) => [nines(share), `${share} %`] as const);

/** The drawings of a report; none of what the service did not tell. */
export function chartsOf(report: LoadReport): readonly Chart[] {
  const { percentiles, slo, trend, limits } = report;
  const moments = thinned(whileArriving(report));
  const over = (value: (moment: Moment) => number | undefined): Points =>
    moments.flatMap((moment) => {
      const y = value(moment);
      return y === undefined ? [] : [[moment.at, y] as const];
    });
  const inTime = timeAxis(report.seconds);
  const memory = { name: '', points: over(({ memoryBytes }) => megabytes(memoryBytes)) };
  const line = trend && { name: 'where it is going', points: trendPoints(trend, report.seconds) };
  const charts: readonly Chart[] = [
    {
      title: 'Latency by share of answers',
      unit: 'ms',
      series: [{ name: '', points: percentiles.map(([share, ms]) => [nines(share), ms] as const) }],
      marks: SHARE_MARKS,
    },
    {
      title: 'Latency',
      unit: 'ms',
      series: [
        { name: 'median', points: over(({ p50 }) => p50) },
        { name: '99 %', points: over(({ p99 }) => p99) },
      ],
      ...inTime,
    },
    {
      title: 'Answers',
      unit: 'a second',
      series: [
        { name: 'right', points: over(({ answered }) => answered) },
        { name: 'wrong', points: over(({ wrong }) => wrong) },
        { name: 'requests due', points: over(({ due }) => due) },
      ],
      ...inTime,
    },
    { title: 'CPU', unit: 'cores', series: [{ name: '', points: over(({ cores }) => cores) }], ...inTime },
    { title: 'Memory', unit: 'MB', series: line ? [memory, line] : [memory], ...inTime },
    {
      title: 'Event loop',
      unit: 'ms late, 99 %',
      series: [{ name: '', points: over(({ loopDelayMs }) => loopDelayMs) }],
      ...inTime,
    },
  ];
  return [...byRate(limits, slo), ...charts.filter(({ series: [first] }) => first && first.points.length > 0)];
}

/** Of a search for the highest rate: how long answers took at each rate that was tried. */
function byRate(limits: LoadReport['limits'], { latency }: LoadReport['slo']): readonly Chart[] {
  if (limits.length === 0) return [];
  const series = limits.map(({ processes, steps }) => ({
    name: processes === 1 ? '1 process' : `${processes} processes`,
    points: steps.toSorted((a, b) => a.rate - b.rate).map(({ rate, ms }) => [rate, ms] as const),
  }));
  const rates = limits.flatMap(({ steps }) => steps.map(({ rate }) => rate));
  const promised = [0, Math.max(...rates)].map((rate) => [rate, latency.milliseconds] as const);
  return [
    {
      title: `Latency of ${latency.percentile} %`,
      unit: 'ms, by requests a second',
      series: [...series, { name: 'promised', points: promised }],
    },
  ];
}

const megabytes = (bytes: number | undefined): number | undefined => (bytes === undefined ? undefined : bytes / 1e6);

const trendPoints = ({ from, begin, end }: NonNullable<LoadReport['trend']>, seconds: number): Points => [
  [from, begin / 1e6],
  [seconds, end / 1e6],
];

/** Timers are late by as much. Seconds. */
const LATE = 0.1;

/** Without what came after the last request was due: a few stragglers, which would look like a fall. */
function whileArriving({ moments, seconds }: LoadReport): readonly Moment[] {
  const inside = moments.filter(({ at }) => at <= seconds + LATE);
  return inside.length > 0 ? inside : moments;
}

/** As many moments as can be told apart in a drawing. */
const MOST_POINTS = 240;

/** Stretches of time in place of seconds, where there are more of these than a drawing shows. */
function thinned(moments: readonly Moment[]): readonly Moment[] {
  const size = Math.ceil(moments.length / MOST_POINTS);
  return Array.from({ length: Math.ceil(moments.length / size) }, (_, index) =>
    merged(moments.slice(index * size, (index + 1) * size)),
  );
}

function merged(moments: readonly Moment[]): Moment {
  const numbers = (key: keyof Moment): readonly number[] => moments.flatMap((moment) => moment[key] ?? []);
  const mean = (key: keyof Moment): number => average(numbers(key));
  const known = (key: keyof Moment, of: (values: readonly number[]) => number): number | undefined =>
    numbers(key).length === 0 ? undefined : of(numbers(key));
  const most = (values: readonly number[]): number => Math.max(...values);
  return {
    at: mean('at'),
    due: mean('due'),
    answered: mean('answered'),
    wrong: mean('wrong'),
    p50: known('p50', average),
    p99: known('p99', most),
    cores: known('cores', average),
    memoryBytes: known('memoryBytes', most),
    loopDelayMs: known('loopDelayMs', most),
  };
}

const average = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Above it, time is told in minutes. Seconds. */
const MINUTES_FROM = 300;

/** The axis of a run: from its beginning to its end, marked in seconds or in minutes. */
function timeAxis(seconds: number): Pick<Chart, 'span' | 'marks'> {
  const [unit, length] = seconds > MINUTES_FROM ? (['min', 60] as const) : (['s', 1] as const);
  const times = multiples(roundStep(seconds / length), 0, seconds / length);
  return { span: [0, seconds], marks: times.map((time) => [time * length, `${time} ${unit}`] as const) };
}
