import { escapeHtml } from '../../page/escape-html.ts';
import { htmlPage } from '../../page/html-page.ts';
import { CHART_STYLE } from '../../page/line-chart.ts';

const STYLE = `${CHART_STYLE}
.charts { grid-template-columns: repeat(auto-fill, minmax(min(100%, 22rem), 1fr)) } figure { height: 100%; box-sizing: border-box }
figcaption { font-size: .9rem } nav a { margin-right: 1rem } h2 { clear: both }
figure p { margin: .5rem 0 0; color: inherit } strong { font-size: 1.5rem } .empty { color: var(--soft) } a { color: var(--line-0) }
code { font-size: .85rem; white-space: nowrap } td.says { white-space: normal }`;

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
