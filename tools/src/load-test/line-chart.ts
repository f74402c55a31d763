import { escapeHtml } from '../page/escape-html.ts';

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Chart {
  readonly title: string;
  /** Of the upright axis. */
  readonly unit: string;
  readonly series: readonly Series[];
  /** Where the level axis has marks, and what stands there. Default: a few round numbers. */
  readonly marks?: readonly (readonly [at: number, text: string])[] | undefined;
}

const [WIDTH, HEIGHT] = [560, 240];
const EDGE = { left: 52, right: 12, top: 12, bottom: 28 };
const MARKS = 4;

/** A chart of lines as SVG that needs no script; its colours are those of the page, by class. */
export function lineChart({ title, unit, series, marks }: Chart): string {
  const all = series.flatMap(({ points }) => points);
  const [xs, ys] = [all.map(([at]) => at), all.map(([, value]) => value)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const top = Math.max(...ys, 0) || 1;
  const across = (at: number): number =>
    EDGE.left + ((at - left) / (right - left || 1)) * (WIDTH - EDGE.left - EDGE.right);
  const up = (value: number): number => HEIGHT - EDGE.bottom - (value / top) * (HEIGHT - EDGE.top - EDGE.bottom);

  const rows = roundNumbers(0, top).map(
    (value) =>
      `<line class="grid" x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${at(up(value))}" y2="${at(up(value))}"/>` +
      `<text x="${EDGE.left - 6}" y="${at(up(value) + 4)}" text-anchor="end">${value}</text>`,
  );
  const below = marks ?? roundNumbers(left, right).map((value) => [value, `${value}`] as const);
  const columns = below.map(
    ([mark, text]) => `<text x="${at(across(mark))}" y="${HEIGHT - 8}" text-anchor="middle">${escapeHtml(text)}</text>`,
  );
  const lines = series.map(
    ({ points }, index) =>
      `<polyline class="line line-${index}" points="${points.map(([px, py]) => `${at(across(px))},${at(up(py))}`).join(' ')}"/>`,
  );
  const keys = series.map(({ name }, index) => `<span class="key key-${index}">${escapeHtml(name)}</span>`);
  return [
    `<figure><figcaption>${escapeHtml(title)} <small>${escapeHtml(unit)}</small> ${keys.join(' ')}</figcaption>`,
    `<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escapeHtml(`${title}, ${unit}`)}">`,
    ...rows,
    ...columns,
    ...lines,
    '</svg></figure>',
  ].join('\n');
}

const at = (value: number): string => value.toFixed(1);

/** A few round numbers between two. */
function roundNumbers(from: number, to: number): readonly number[] {
  const rough = (to - from || 1) / MARKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const numbers: number[] = [];
  for (let value = Math.ceil(from / step) * step; value <= to * 1.001; value += step) {
    numbers.push(Number(value.toPrecision(6)));
  }
  return numbers;
}
