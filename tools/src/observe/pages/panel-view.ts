import { escapeHtml } from '../../page/escape-html.ts';
import { lineChart, MOST_LINES, type Series } from '../../page/line-chart.ts';
import type { Line, Prometheus } from '../ask-prometheus.ts';
import type { Panel } from '../read-panels.ts';

/** How Grafana's units are written, and how many of them one is. */
const UNITS: Readonly<Record<string, readonly [unit: string, times: number]>> = {
  s: ['ms', 1000],
  percentunit: ['%', 100],
  bytes: ['MB', 1e-6],
  reqps: ['a second', 1],
};

/** Where times are written below a graph: parts of its width. */
const MARKS = [1 / 8, 3 / 8, 5 / 8, 7 / 8];

/** Within less than this, minutes say too little. Seconds. */
const SHORT = 900;

/** A panel with what Prometheus knows of it now, as HTML; nothing of what is no graph. */
export async function panelView(panel: Panel, prometheus: Prometheus, seconds: number): Promise<string> {
  const { type, title, description } = panel;
  if (type === 'row') return `</div><h2>${escapeHtml(title)}</h2><div class="charts">`;
  if (type !== 'timeseries' && type !== 'stat') return '';
  const [unit, times] = UNITS[String(panel.fieldConfig?.defaults.unit)] ?? ['', 1];
  const series = await seriesOf(panel, prometheus, seconds, times);
  const drawn = type === 'stat' ? numbers(title, unit, series) : drawing(title, unit, series);
  return `<div title="${escapeHtml(description)}">${drawn}</div>`;
}

async function seriesOf(
  { targets }: Panel,
  prometheus: Prometheus,
  seconds: number,
  times: number,
): Promise<readonly Series[]> {
  const lines = await Promise.all(
    targets.map(async ({ expr, legendFormat }) =>
      (await prometheus.range(expr, seconds)).map(({ labels, points }) => ({
        name: nameOf(legendFormat, labels),
        points: points.map(([at, value]) => [at, value * times] as const),
      })),
    ),
  );
  return lines.flat().filter(({ points }) => points.length > 0);
}

const nameOf = (format: string, labels: Line['labels']): string =>
  format.replaceAll(/\{\{(\w+)\}\}/g, (_, label: string) => labels[label] ?? '').trim();

function drawing(title: string, unit: string, series: readonly Series[]): string {
  if (series.length === 0) return empty(title);
  const times = series.flatMap(({ points }) => points.map(([at]) => at));
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const timeStyle = to - from < SHORT ? 'medium' : 'short';
  const written = (at: number): string => new Date(at * 1000).toLocaleTimeString('en-GB', { timeStyle });
  return lineChart({
    title,
    unit,
    series: series.slice(0, MOST_LINES),
    marks: MARKS.map((part) => from + (to - from) * part).map((at) => [at, written(at)] as const),
  });
}

function numbers(title: string, unit: string, series: readonly Series[]): string {
  if (series.length === 0) return empty(title);
  const values = series.map(
    ({ name, points }) => `<p><strong>${rounded(points.at(-1)?.[1])}</strong> ${unit} ${escapeHtml(name)}</p>`,
  );
  return `<figure><figcaption>${escapeHtml(title)}</figcaption>${values.join('')}</figure>`;
}

const rounded = (value: number | undefined): string => String(Number(value?.toPrecision(4)));

const empty = (title: string): string =>
  `<figure class="empty"><figcaption>${escapeHtml(title)}</figcaption><p>nothing yet</p></figure>`;
