import { escapeHtml } from '../page/escape-html.ts';
import { htmlPage } from '../page/html-page.ts';
import { type Cell, table } from '../page/table.ts';
import type { Example } from './agreement.ts';
import { shareOf } from './report-text.ts';
import type { ShadowReport } from './shadow-report.ts';

const STYLE = `
h1 span { font-size: 1rem } code { overflow-wrap: anywhere; font: .85rem/1.4 ui-monospace, monospace } .example td { white-space: normal }`;

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
      { numbers: true },
    )}
<h2>Fields</h2>${table(
      ['', 'agree', 'compared'],
      fields.map(({ field, compared, agreed: same }) => [field, shareOf((100 * same) / compared), String(compared)]),
      { numbers: true },
    )}
${examples.length === 0 ? '' : '<h2>Examples</h2>'}
${examples.map(exampleOf).join('\n')}`,
    STYLE,
  );
}

const exampleOf = ({ line, at: place, baseline, candidate }: Example): string => {
  const code = (text: string): Cell => ({ html: `<code>${escapeHtml(text)}</code>` });
  const rows = [
    [place, code(line)],
    ['baseline', code(baseline ?? 'nothing')],
    ['candidate', code(candidate ?? 'nothing')],
  ] as const;
  return `<div class="example">${table([], rows)}</div><p></p>`;
};
