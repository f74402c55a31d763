import { escapeHtml } from '../../page/escape-html.ts';
import { table } from '../../page/table.ts';
import type { Alert } from '../ask-prometheus.ts';

/** What fires, and what is about to: what is the matter, and where it says what to do. */
export const alertsTable = (alerts: readonly Alert[]): string =>
  table(
    ['', 'alert', 'what is the matter', 'what to do'],
    alerts
      .toSorted((a, b) => a.state.localeCompare(b.state))
      .map(({ state, labels, annotations }) => [
        { html: `<span class="${state === 'firing' ? 'missed' : 'advised'}">${escapeHtml(state)}</span>` },
        `${String(labels.alertname)}, ${String(labels.severity)}`,
        String(annotations.summary),
        { html: `<code>${escapeHtml(String(annotations.runbook_url).replace(/^.*\/blob\/main\//, ''))}</code>` },
      ]),
    { none: 'No alert fires.' },
  );
