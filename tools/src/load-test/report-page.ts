import { escapeHtml } from '../page/escape-html.ts';
import { htmlPage } from '../page/html-page.ts';
import { type Chart, CHART_STYLE, lineChart } from '../page/line-chart.ts';
import { table } from '../page/table.ts';
import { rounded } from './judge.ts';
import type { LoadReport } from './load-report.ts';
import { PLAN_HEAD, planCells } from './pods-for.ts';
import type { Moment } from './run-load.ts';

const STYLE = `${CHART_STYLE}
.says { margin-bottom: 1rem }`;

const NUMBERS = { numbers: true };

/** How far right a share of answers stands: each nine as wide as the one before. */
const nines = (share: number): number => -Math.log10(1 - Math.min(share, 99.99) / 100);
const SHARE_MARKS = [0, 50, 90, 99, 99.9].map((share) => [nines(share), `${share} %`] as const);

/** A report as a page that needs nothing else. */
export function reportPage(report: LoadReport): string {
  const { service, profile, means, target, machine, at, rate, verdict, limits } = report;
  const said = verdict.says
    .map((sentence) => `<li class="${wordOf(sentence)}">${escapeHtml(sentence)}</li>`)
    .join('\n');
  const held = limits.map(
    ({ processes, held: most, steps }) =>
      `<p>${processes} ${processes === 1 ? 'process holds' : 'processes hold'} <strong>${rounded(most)} requests a second</strong>; tried: ${steps
        .map((step) => `${rounded(step.rate)} ${step.held ? '✓' : '✗'}`)
        .join(', ')}.</p>`,
  );
  return htmlPage(
    `Load test of ${service}`,
    `<h1>${escapeHtml(service)} <span class="${verdict.passed ? 'met' : 'missed'}">${verdict.passed ? 'holds' : 'does not hold'}</span></h1>
<p>${escapeHtml(profile)}: ${escapeHtml(means)}. ${rounded(rate.reached)} requests a second; service.yaml states ${rounded(rate.stated)} on average.<br>
${escapeHtml(target)}; ${escapeHtml(machine)}; ${escapeHtml(at)}</p>
<ul class="frame says">${said}</ul>
${held.join('\n')}
<div class="charts">${chartsOf(report).map(lineChart).join('\n')}</div>
${tablesOf(report)}`,
    STYLE,
  );
}

/** The figures below the charts. */
function tablesOf({ figures, ratios, kinds, failures, pods }: LoadReport): string {
  const compared = Object.entries(figures).map(
    ([name, value]) => [name, rounded(value), ratios[name]?.toFixed(2) ?? ''] as const,
  );
  const answers = kinds.map(
    ({ name, answered, wrong, p50, p99 }) =>
      [name, String(answered), String(wrong), rounded(p50), rounded(p99)] as const,
  );
  const wrongs = Object.entries(failures).map(([what, count]) => [what, String(count)] as const);
  return `${pods === undefined ? '' : `<h2>Pods</h2><p>${escapeHtml(pods.words)}.</p>${table(PLAN_HEAD, pods.plans.map(planCells), NUMBERS)}`}
<h2>Figures</h2>${table(['', 'this run', 'of the last run'], compared, NUMBERS)}
<h2>Requests</h2>${table(['', 'right', 'wrong', 'p50 ms', 'p99 ms'], answers, NUMBERS)}
${wrongs.length === 0 ? '' : `<h2>Wrong answers</h2>${table(['', 'how often'], wrongs, NUMBERS)}`}`;
}

const wordOf = (sentence: string): string => (sentence.startsWith('✓') ? 'met' : 'missed');

/** Without what came after the last whole second: a few stragglers, which would look like a fall. */
const wholeSeconds = (moments: readonly Moment[]): readonly Moment[] =>
  moments.length > 1 ? moments.slice(0, -1) : moments;

function chartsOf({ percentiles, moments: all }: LoadReport): readonly Chart[] {
  const moments = wholeSeconds(all);
  const over = (value: (moment: Moment) => number | undefined): readonly (readonly [number, number])[] =>
    moments.flatMap((moment) => {
      const y = value(moment);
      return y === undefined ? [] : [[moment.at, y] as const];
    });
  const charts: readonly Chart[] = [
    {
      title: 'Latency by share of answers',
      unit: 'ms',
      series: [{ name: '', points: percentiles.map(([share, ms]) => [nines(share), ms] as const) }],
      marks: SHARE_MARKS,
    },
    {
      title: 'Latency',
      unit: 'ms, by seconds',
      series: [
        { name: 'median', points: over(({ p50 }) => p50) },
        { name: '99 %', points: over(({ p99 }) => p99) },
      ],
    },
    {
      title: 'Answers',
      unit: 'a second',
      series: [
        { name: 'right', points: over(({ answered }) => answered) },
        { name: 'wrong', points: over(({ wrong }) => wrong) },
      ],
    },
    { title: 'CPU', unit: 'cores', series: [{ name: '', points: over(({ cores }) => cores) }] },
    {
      title: 'Memory',
      unit: 'MB',
      series: [
        { name: '', points: over(({ memoryBytes }) => (memoryBytes === undefined ? undefined : memoryBytes / 1e6)) },
      ],
    },
    {
      title: 'Event loop',
      unit: 'ms late, 99 %',
      series: [{ name: '', points: over(({ loopDelayMs }) => loopDelayMs) }],
    },
  ];
  return charts.filter(({ series }) => series.every(({ points }) => points.length > 0));
}
