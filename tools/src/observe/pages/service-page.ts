import { alertsTable } from './alerts-table.ts';
import { framePage } from './frame-page.ts';
import { panelView } from './panel-view.ts';
import type { View } from './view.ts';

/** A service's dashboard as a page that needs no Grafana. */
export async function servicePage(service: string, { prometheus, links, panels, seconds }: View): Promise<string> {
  const alerts = (await prometheus.alerts()).filter(({ labels }) => labels.service === service);
  const views = await Promise.all(panels.map((panel) => panelView(panel, prometheus, seconds)));
  return framePage(
    service,
    { 'All services': '/', ...links },
    `${alertsTable(alerts)}<div class="charts">${views.join('')}</div>
<p>The last ${seconds / 60} minutes; <code>?minutes=60</code> shows more. What only a cluster knows, such as restarts and limits, stays empty.</p>`,
  );
}
