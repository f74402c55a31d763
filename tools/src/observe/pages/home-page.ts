import { escapeHtml } from '../../page/escape-html.ts';
import { type Cell, table } from '../../page/table.ts';
import type { Found } from '../create-finder.ts';
import { alertsTable } from './alerts-table.ts';
import { framePage } from './frame-page.ts';
import { panelView } from './panel-view.ts';
import type { View } from './view.ts';

/**
 * All services side by side.
 *
 * @param hint what is missing, for people
 */
export async function homePage(found: readonly Found[], hint: string, view: View): Promise<string> {
  const { prometheus, links, panels, seconds } = view;
  const graphs = await Promise.all(panels.map((panel) => panelView(panel, prometheus, seconds)));
  return framePage(
    'Services on this machine',
    links,
    `<p>Grafana ${escapeHtml(hint)}.</p>
<h2>What fires</h2>${alertsTable(await prometheus.alerts())}
<h2>Services</h2>${table(['service', '', 'version', 'its admin port', 'its lines'], found.map(row), NONE)}
<div class="charts">${graphs.join('')}</div>`,
  );
}

const NONE = { none: { html: 'None yet: <code>npx nx serve &lt;service&gt;</code>' } };

const row = ({ name, address, version, isUp }: Found): readonly [Cell, ...Cell[]] => [
  { html: `<a href="/${encodeURIComponent(name)}">${escapeHtml(name)}</a>` },
  { html: isUp ? '<span class="met">up</span>' : '<span class="missed">does not answer</span>' },
  version,
  { html: `<a href="http://${escapeHtml(address)}/metrics">${escapeHtml(address)}</a>` },
  { html: `<code>npx nx logs ${escapeHtml(name)}</code>` },
];
