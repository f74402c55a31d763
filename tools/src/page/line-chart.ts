import { escapeHtml } from './escape-html.ts';

export interface Series {
  readonly name: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Chart {
  readonly title: string;
  /** Of the upright axis. */
  readonly unit: string;
  readonly series: readonly Series[];
  /** From where to where the level axis goes. Default: as far as there are points. */
  readonly span?: readonly [from: number, to: number] | undefined;
  /** Where the level axis has marks, and what stands there. Default: a few round numbers. */
  readonly marks?: readonly (readonly [at: number, text: string])[] | undefined;
}

const COLOURS = [
  ['#1d5fd0', '#7fb0ff'],
  ['#b3540a', '#ffb066'],
  ['#17693a', '#6ed598'],
  ['#8a1fa8', '#dc9bf0'],
  ['#b3211b', '#ff938c'],
  ['#0b6d7a', '#6cd3e0'],
  ['#6b5b00', '#dcc95a'],
  ['#5b6472', '#a3adbb'],
] as const;

/** As many lines of a chart have colours of their own. */
export const MOST_LINES = COLOURS.length;

/** What a page with charts needs beside the style of all pages. A drawing shrinks with the page; its letters stay legible. */
export const CHART_STYLE = `
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: 1rem; margin: 1rem 0 }
.charts:empty { display: none } figure { margin: 0; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card) }
figcaption { font-weight: 600 } small { font-weight: 400; color: var(--soft) } svg { display: block; width: 100%; height: auto }
svg text { font: 12px system-ui, sans-serif; fill: var(--soft) } @media (max-width: 40rem) { svg text { font-size: 17px } }
.grid { stroke: var(--line); vector-effect: non-scaling-stroke }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke }
.key { font-weight: 400; font-size: .85rem; margin-left: .5rem; overflow-wrap: anywhere }
${COLOURS.map(([light, dark], at) => `:root { --line-${at}: light-dark(${light}, ${dark}) } .line-${at} { stroke: var(--line-${at}) } .key-${at} { color: var(--line-${at}) }`).join('\n')}`;

const [WIDTH, HEIGHT] = [560, 240];
const EDGE = { left: 58, right: 12, top: 12, bottom: 28 };
const MARKS = 4;
/** A mark's text that is nearer to the right edge than that would be cut. */
const TEXT_HALF = 24;

/** A chart of lines as SVG that needs no script; its colours are those of the page, by class. */
export function lineChart({ title, unit, series, span, marks }: Chart): string {
  const all = series.flatMap(({ points }) => points);
  const [xs, ys] = [all.map(([x]) => x), all.map(([, y]) => y)];
  const [left, right] = span ?? [Math.min(...xs), Math.max(...xs)];
  const most = Math.max(...ys, 0);
  const step = roundStep(most);
  const top = Math.ceil(most / step - 0.001) * step || step;
  const across = (x: number): number =>
    EDGE.left + ((x - left) / (right - left || 1)) * (WIDTH - EDGE.left - EDGE.right);
  const up = (y: number): number => HEIGHT - EDGE.bottom - (y / top) * (HEIGHT - EDGE.top - EDGE.bottom);

  const rows = multiples(step, 0, top).map(
    (value) =>
      `<line class="grid" x1="${EDGE.left}" x2="${WIDTH - EDGE.right}" y1="${at(up(value))}" y2="${at(up(value))}"/>` +
      `<text x="${EDGE.left - 6}" y="${at(up(value) + 4)}" text-anchor="end">${value.toLocaleString('en', { maximumSignificantDigits: 6 })}</text>`,
  );
  const below =
    marks ??
    multiples(roundStep(right - left), left, right).map((value) => [value, value.toLocaleString('en')] as const);
  const columns = below.map(([mark, text]) => {
    const anchor = across(mark) > WIDTH - TEXT_HALF ? 'end' : 'middle';
    const x = anchor === 'end' ? WIDTH : across(mark);
    return `<text x="${at(x)}" y="${HEIGHT - 8}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;
  });
  const lines = series.map(({ points }, index) => {
    // a line of one point is drawn as a dot where it has an end as well
    const ends = points.length === 1 ? [...points, ...points] : points;
    return `<polyline class="line line-${index}" points="${ends.map(([x, y]) => `${at(across(x))},${at(up(y))}`).join(' ')}"/>`;
  });
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

/** The round number of which a few make so much. */
export function roundStep(range: number): number {
  const rough = (range || 1) / MARKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  return [1, 2, 5].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
}

/** The multiples of a number from one number to another. */
export function multiples(step: number, from: number, to: number): readonly number[] {
  const first = Math.ceil(from / step);
  const count = Math.floor(to / step + 0.001) - first + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, index) => Number(((first + index) * step).toPrecision(6)));
}
