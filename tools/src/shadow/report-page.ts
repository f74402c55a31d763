import { escapeHtml } from '../page/escape-html.ts';
import { htmlPage } from '../page/html-page.ts';
import { shareOf } from './report-text.ts';
import type { ShadowReport } from './shadow-report.ts';

const STYLE = `
h1 span { font-size: 1rem } code { overflow-wrap: anywhere; font: .85rem/1.4 ui-monospace, monospace } td { white-space: normal }
td.number { text-align: right; white-space: nowrap }`;

/** A report as a page that needs nothing else. */
export function reportPage(report: ShadowReport): string {
  const { service, at, baseline, candidate, agreement, agree, passed } = report;
  const { requests, agreed, percent, fields, examples, latency } = agreement;
  const verdict = passed ? ['met', 'they agree'] : ['missed', 'they do not agree enough'];
  const numbers = [
    ['median', latency.baseline.p50, latency.candidate.p50],
    ['99 %', latency.baseline.p99, latency.candidate.p99],
  ] as const;
  return htmlPage(
    `Two of ${service}`,
    `<h1>${escapeHtml(service)} <span class="${String(verdict[0])}">${String(verdict[1])}</span></h1>
<p>${escapeHtml(candidate)} beside ${escapeHtml(baseline)}, ${escapeHtml(at)}<br>
${requests} requests, ${agreed} answers agree: ${shareOf(percent)}; wanted: ${agree} %</p>
<h2>Times</h2>${table(
      ['', 'baseline, ms', 'candidate, ms', 'ratio'],
      numbers.map(([name, before, after]) => [name, before.toFixed(1), after.toFixed(1), (after / before).toFixed(2)]),
    )}
<h2>Fields</h2>${table(
      ['', 'agree', 'compared'],
      fields.map(({ field, compared, agreed: same }) => [field, shareOf((100 * same) / compared), String(compared)]),
    )}
${examples.length === 0 ? '' : '<h2>Examples</h2>'}
${examples
  .map(
    ({ line, at: place, baseline: before, candidate: after }) =>
      `<div class="frame"><table><tbody><tr><th>${escapeHtml(place)}</th><td><code>${escapeHtml(line)}</code></td></tr>
<tr><th>baseline</th><td><code>${escapeHtml(before ?? 'nothing')}</code></td></tr>
<tr><th>candidate</th><td><code>${escapeHtml(after ?? 'nothing')}</code></td></tr></tbody></table></div><p></p>`,
  )
  .join('\n')}`,
    STYLE,
  );
}

function table(head: readonly string[], rows: readonly (readonly [string, ...string[]])[]): string {
  const names = head.map((cell) => `<th>${escapeHtml(cell)}</th>`).join('');
  const lines = rows.map(
    ([name, ...cells]) =>
      `<tr><th>${escapeHtml(name)}</th>${cells.map((cell) => `<td class="number">${escapeHtml(cell)}</td>`).join('')}</tr>`,
  );
  return `<div class="frame"><table><thead><tr>${names}</tr></thead><tbody>${lines.join('\n')}</tbody></table></div>`;
}
