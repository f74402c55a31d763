import { escapeHtml } from '../page/escape-html.ts';
import { htmlPage } from '../page/html-page.ts';
import { CHART_STYLE, lineChart } from '../page/line-chart.ts';
import { table } from '../page/table.ts';
import { chartsOf } from './charts-of.ts';
import { minuteOf } from './compare-runs.ts';
import { rounded } from './judge.ts';
import type { LoadReport } from './load-report.ts';
import { PLAN_HEAD, planCells } from './pods-for.ts';

const STYLE = `${CHART_STYLE}
.says { margin-bottom: 1rem }`;

const NUMBERS = { numbers: true };

/** A report as a page that needs nothing else. */
export function reportPage(report: LoadReport): string {
  const { service, profile, means, target, version, origins, machine, at, rate, verdict, limits } = report;
  const said = verdict.says
    .map((sentence) => `<li class="${wordOf(sentence)}">${escapeHtml(sentence)}</li>`)
    .join('\n');
  const held = limits.map(
    ({ processes, held: most, steps }) =>
      `<p>${processes} ${processes === 1 ? 'process holds' : 'processes hold'} <strong>${rounded(most)} requests a second</strong>; tried: ${steps
        .map((step) => `${rounded(step.rate)} ${step.held ? '✓' : '✗'}`)
        .join(', ')}.</p>`,
  );
  const about = [
    `${profile}: ${means}. ${rounded(rate.reached)} requests a second; service.yaml states ${rounded(rate.stated)} on average.`,
    `${target}, version ${version ?? 'unknown'}; ${machine}; ${minuteOf(at)}`,
    ...(origins === undefined ? [] : [origins]),
  ];
  return htmlPage(
    `Load test of ${service}`,
    `<h1>${escapeHtml(service)} <span class="${verdict.passed ? 'met' : 'missed'}">${verdict.passed ? 'holds' : 'does not hold'}</span></h1>
<p>${about.map(escapeHtml).join('<br>\n')}</p>
<ul class="frame says">${said}</ul>
${held.join('\n')}
<div class="charts">${chartsOf(report).map(lineChart).join('\n')}</div>
${tablesOf(report)}`,
    STYLE,
  );
}

/** The figures below the charts. */
function tablesOf({ figures, comparison, kinds, failures, hints, pods }: LoadReport): string {
  const compared = Object.entries(figures).map(
    ([name, value]) => [name, rounded(value), comparison.ratios[name]?.toFixed(2) ?? ''] as const,
  );
  const answers = kinds.map(
    ({ name, answered, wrong, p50, p99 }) =>
      [name, String(answered), String(wrong), rounded(p50), rounded(p99)] as const,
  );
  const wrongs = Object.entries(failures).map(([what, count]) => [what, String(count)] as const);
  const wrong = `<h2>Wrong answers</h2>${table(['', 'how often'], wrongs, NUMBERS)}${hints.map((hint) => `<p>${escapeHtml(hint)}</p>`).join('')}`;
  return `${pods === undefined ? '' : `<h2>Pods</h2><p>${escapeHtml(pods.words)}.</p>${table(PLAN_HEAD, pods.plans.map(planCells), NUMBERS)}`}
<h2>Figures</h2><p>${escapeHtml(comparison.words)}</p>${table(['', 'this run', 'of the last'], compared, NUMBERS)}
<h2>Requests</h2>${table(['', 'right', 'wrong', 'p50 ms', 'p99 ms'], answers, NUMBERS)}
${wrongs.length === 0 ? '' : wrong}`;
}

const wordOf = (sentence: string): string => (sentence.startsWith('✓') ? 'met' : 'missed');
