import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PercentUnit, RequestsPerSecond } from '@grafana/grafana-foundation-sdk/units';

import type { Platform } from '../../descriptor/platform-schema.ts';
import { RUNBOOKS } from '../rules/alert.ts';
import { REQUESTS } from '../rules/recording-rules.ts';
import { series } from '../rules/series.ts';
import { type Dashboard, frame } from './frame.ts';
import { DATASOURCE, graph, tableQuery } from './panels.ts';

/** No service can be called so. */
export const OVERVIEW = 'all_services';

const of = (name: string, ...matchers: readonly string[]): string =>
  series(name, 'namespace=~"$namespace"', ...matchers);

/** By the letter of its query, what a column of the table shows. */
const COLUMNS = [
  { refId: 'A', title: 'Requests', unit: RequestsPerSecond, expr: of(REQUESTS) },
  { refId: 'B', title: 'Faults', unit: PercentUnit, expr: of('job:http_request_faults:ratio_rate5m') },
  { refId: 'C', title: 'Slow', unit: PercentUnit, expr: of('job:http_requests_slow:ratio_rate5m') },
  {
    refId: 'D',
    title: 'Availability budget left',
    unit: PercentUnit,
    expr: of('job:slo_availability_budget_left:ratio30d'),
  },
  { refId: 'E', title: 'Latency budget left', unit: PercentUnit, expr: of('job:slo_latency_budget_left:ratio30d') },
] as const;

/** All services side by side: which one is it? */
export const overviewDashboard = ({ repository }: Platform): Dashboard =>
  frame({
    title: 'All services',
    uid: OVERVIEW,
    madeFrom: 'tools/src/observability',
    links: { 'Runbooks of alerts': `${repository}/blob/main/${RUNBOOKS}/README.md` },
    variables: { namespace: REQUESTS },
  })
    .withPanel(firingAlerts())
    .withPanel(services())
    .withPanel(
      graph({
        title: 'Requests',
        description: 'Requests answered, by service.',
        unit: RequestsPerSecond,
        lines: { [of(REQUESTS)]: '{{job}}, {{namespace}}' },
        width: 12,
      }),
    )
    .withPanel(
      graph({
        title: 'Faults',
        description: 'The share of requests that failed by a fault of the service itself.',
        unit: PercentUnit,
        lines: { [of('job:http_request_faults:ratio_rate5m')]: '{{job}}, {{namespace}}' },
        width: 12,
      }),
    )
    .build();

const firingAlerts = (): TableBuilder =>
  new TableBuilder()
    .title('What fires')
    .description('Nothing here is good. What to do stands in the runbook that is called like the alert.')
    .datasource(DATASOURCE)
    .span(24)
    .height(6)
    .noValue('No alert fires.')
    .withTarget(
      tableQuery(
        'A',
        `count by (severity, service, alertname, namespace) (${of('ALERTS', 'alertstate="firing"', 'service!=""')})`,
      ),
    )
    .withTransformation({ id: 'organize', options: { excludeByName: { Time: true, Value: true } } });

function services(): TableBuilder {
  const table = new TableBuilder()
    .title('Services')
    .description('A service leads to its dashboard. A budget below zero is a promise that is broken.')
    .datasource(DATASOURCE)
    .span(24)
    .height(9)
    .targets(COLUMNS.map(({ refId, expr }) => tableQuery(refId, `sum by (job, namespace) (${expr})`)))
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({
      id: 'organize',
      options: { excludeByName: { Time: true }, renameByName: { job: 'Service' } },
    })
    .overrideByName('Service', [
      { id: 'links', value: [{ title: 'Its dashboard', url: '/d/${__value.text}?${__url_time_range}' }] },
    ]);
  return COLUMNS.reduce(
    (result, { refId, title, unit }) =>
      result.overrideByName(`Value #${refId}`, [
        { id: 'displayName', value: title },
        { id: 'unit', value: unit },
      ]),
    table,
  );
}
