import { escapeHtml } from '../page/escape-html.ts';
import { htmlPage } from '../page/html-page.ts';
import { rounded } from './judge.ts';
import { type Chart, lineChart } from './line-chart.ts';
import type { LoadReport } from './load-report.ts';
import { PLAN_HEAD, planCells } from './pods-for.ts';
import type { Moment } from './run-load.ts';

const STYLE = `
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1rem; margin: 1rem 0 }
figure { margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card) }
figcaption { font-weight: 600 } small { font-weight: 400; color: var(--soft) } svg { display: block; width: 100%; height: auto }
svg text { font: 12px system-ui, sans-serif; fill: var(--soft) } .grid { stroke: var(--line) }
:root { --line-0: light-dark(#1d5fd0, #7fb0ff); --line-1: light-dark(#b3540a, #ffb066) }
.line { fill: none; stroke-width: 2; stroke-linejoin: round } .line-0 { stroke: var(--line-0) } .line-1 { stroke: var(--line-1) }
.key { font-weight: 400; font-size: .85rem; margin-left: .5rem } .key-0 { color: var(--line-0) } .key-1 { color: var(--line-1) }
.says { padding-left: 0 } td:not(:first-child), thead th:not(:first-child) { text-align: right }`;

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
  const compared = Object.entries(figures).map(([name, value]) => [
    name,
    rounded(value),
    ratios[name]?.toFixed(2) ?? '',
  ]);
  const answers = kinds.map(({ name, answered, wrong, p50, p99 }) => [
    name,
    String(answered),
    String(wrong),
    rounded(p50),
    rounded(p99),
  ]);
  const wrongs = Object.entries(failures).map(([what, count]) => [what, String(count)]);
  return `${pods === undefined ? '' : `<h2>Pods</h2><p>${escapeHtml(pods.words)}.</p>${table(PLAN_HEAD, pods.plans.map(planCells))}`}
<h2>Figures</h2>${table(['', 'this run', 'of the last run'], compared)}
<h2>Requests</h2>${table(['', 'right', 'wrong', 'p50 ms', 'p99 ms'], answers)}
${wrongs.length === 0 ? '' : `<h2>Wrong answers</h2>${table(['', 'how often'], wrongs)}`}`;
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

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${escapeHtml(cell)}</${tag}>`).join('')}</tr>`;
  return `<div class="frame"><table><thead>${cells('th', head)}</thead><tbody>${rows.map((row) => cells('td', row)).join('\n')}</tbody></table></div>`;
}
