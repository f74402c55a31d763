import type { Figure } from '../bench-case.ts';

const HEADER = ['figure', 'measured', 'required', 'aimed at', 'verdict'];

/** A table of a case's figures, padded as Prettier would. */
export function markdownTable(figures: readonly Figure[]): string {
  const rows = [HEADER, ...figures.map(cells)];
  const widths = HEADER.map((_name, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]): string =>
    `| ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [header = '', ...body] = rows.map(line);
  return [header, rule, ...body].join('\n');
}

function cells(figure: Figure): readonly string[] {
  const { what, value, unit = '', required, aim } = figure;
  const limit = (bound: number | undefined): string =>
    bound === undefined ? '' : `${figure.bound === 'least' ? '≥' : '≤'} ${shown(bound)}`;
  return [what, `${shown(value)} ${unit}`.trim(), limit(required), limit(aim), verdict(figure)];
}

/** Three digits that count. */
const shown = (value: number): string =>
  Number(value.toPrecision(value >= 100 ? Math.ceil(Math.log10(value)) : 3)).toLocaleString('en');

function verdict({ value, bound, required, aim }: Figure): string {
  const holds = (limit: number): boolean => (bound === 'least' ? value >= limit : value <= limit);
  if (aim !== undefined && holds(aim)) return 'aim met';
  if (required === undefined) return '';
  return holds(required) ? 'met' : '**missed**';
}
