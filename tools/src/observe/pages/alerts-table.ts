import { escapeHtml } from '../../page/escape-html.ts';
import type { Alert } from '../ask-prometheus.ts';
import { table } from './frame-page.ts';

/** What fires, and what is about to: what is the matter, and where it says what to do. */
export const alertsTable = (alerts: readonly Alert[]): string =>
  table(
    ['', 'alert', 'what is the matter', 'what to do'],
    alerts
      .toSorted((a, b) => a.state.localeCompare(b.state))
      .map(({ state, labels, annotations }) => [
        `<span class="${state === 'firing' ? 'missed' : 'advised'}">${escapeHtml(state)}</span>`,
        escapeHtml(`${String(labels.alertname)}, ${String(labels.severity)}`),
        escapeHtml(String(annotations.summary)),
        `<code>${escapeHtml(String(annotations.runbook_url).replace(/^.*\/blob\/main\//, ''))}</code>`,
      ]),
    'No alert fires.',
  );
