import { escapeHtml } from './escape-html.ts';

/** What stands in a cell: a text, or HTML that was made of escaped ones. */
export type Cell = string | { readonly html: string };

export interface TableOptions {
  /** Whether all columns but the first are numbers, which stand to the right. */
  readonly numbers?: boolean;
  /** What the table is, for those who cannot see it. */
  readonly label?: string;
  /** What stands in its place where there is no row. */
  readonly none?: Cell;
}

/**
 * A table as HTML, which scrolls sideways where it is wider than its page. The first cell of each row names it.
 *
 * @param head names of the columns; none where they need none
 */
export function table(
  head: readonly Cell[],
  rows: readonly (readonly [Cell, ...Cell[]])[],
  { numbers = false, label, none }: TableOptions = {},
): string {
  if (rows.length === 0 && none !== undefined) return `<p>${htmlOf(none)}</p>`;
  const names = head.map((cell) => `<th scope="col">${htmlOf(cell)}</th>`).join('');
  const lines = rows.map(
    ([name, ...cells]) =>
      `<tr><th scope="row">${htmlOf(name)}</th>${cells.map((cell) => `<td>${htmlOf(cell)}</td>`).join('')}</tr>`,
  );
  // whoever has no mouse scrolls what can be focused
  const region = label === undefined ? '' : ` tabindex="0" role="region" aria-label="${escapeHtml(label)}"`;
  return (
    `<div class="frame"${region}><table${numbers ? ' class="numbers"' : ''}>` +
    `${head.length === 0 ? '' : `<thead><tr>${names}</tr></thead>`}<tbody>${lines.join('\n')}</tbody></table></div>`
  );
}

const htmlOf = (cell: Cell): string => (typeof cell === 'string' ? escapeHtml(cell) : cell.html);
