import { escapeHtml } from '../../page/escape-html.ts';
import { htmlPage } from '../../page/html-page.ts';

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

const STYLE = `
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)); gap: 1rem; margin: 1rem 0 }
.charts:empty { display: none } nav a { margin-right: 1rem } h2 { clear: both }
figure { margin: 0; height: 100%; box-sizing: border-box; padding: .75rem; border: 1px solid var(--line); border-radius: .5rem; background: var(--card) }
figcaption { font-weight: 600; font-size: .9rem } small { font-weight: 400; color: var(--soft) } svg { display: block; width: 100%; height: auto }
svg text { font: 12px system-ui, sans-serif; fill: var(--soft) } .grid { stroke: var(--line) }
.line { fill: none; stroke-width: 2; stroke-linejoin: round } .key { font-weight: 400; font-size: .8rem; margin-left: .5rem; overflow-wrap: anywhere }
figure p { margin: .5rem 0 0; color: inherit } strong { font-size: 1.5rem } .empty { color: var(--soft) } a { color: var(--line-0) }
code { font-size: .85rem; white-space: nowrap } td.says { white-space: normal }
${COLOURS.map(([light, dark], at) => `:root { --line-${at}: light-dark(${light}, ${dark}) } .line-${at} { stroke: var(--line-${at}) } .key-${at} { color: var(--line-${at}) }`).join('\n')}`;

/** How often a page comes again by itself, seconds. */
const REFRESH = 5;

/**
 * A page that shows what is now, again and again.
 *
 * @param links addresses by what stands on them
 * @param body as HTML
 */
export const framePage = (title: string, links: Readonly<Record<string, string>>, body: string): string =>
  htmlPage(
    title,
    `<meta http-equiv="refresh" content="${REFRESH}"><h1>${escapeHtml(title)}</h1><nav>${Object.entries(links)
      .map(([name, url]) => `<a href="${escapeHtml(url)}">${escapeHtml(name)}</a>`)
      .join('')}</nav>${body}`,
    STYLE,
  );

/** A table of cells that are HTML; a sentence where there is no row. */
export function table(head: readonly string[], rows: readonly (readonly string[])[], none: string): string {
  if (rows.length === 0) return `<p>${none}</p>`;
  const cells = (tag: string, row: readonly string[]): string => row.map((cell) => `<${tag}>${cell}</${tag}>`).join('');
  return `<div class="frame"><table><thead><tr>${cells('th', head)}</tr></thead><tbody>${rows
    .map((row) => `<tr>${cells('td', row)}</tr>`)
    .join('')}</tbody></table></div>`;
}
