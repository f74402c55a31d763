import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PercentUnit, Seconds, Short } from '@grafana/grafana-foundation-sdk/units';

import { series } from '../rules/series.ts';
import { counted } from './counted.ts';
import { DATASOURCE, type Graph, tableQuery } from './panels.ts';

type Matchers = readonly string[];

/** How deploys went on. */
export const deploysGraphs = (chosen: Matchers): readonly Graph[] => [
  {
    title: 'Deploys, by how they ended',
    description: 'Counted since each bot began; a step up is a deploy.',
    unit: Short,
    lines: { [`sum by (outcome) (${series('deploys_total', ...chosen)})`]: '{{outcome}}' },
    width: 12,
  },
  {
    title: 'How long deploys take',
    description:
      'From the command to its end, by environment: of ten deploys, nine took less. Above 60 s people stop to watch.',
    unit: Seconds,
    lines: {
      [`histogram_quantile(0.9, sum by (le, environment) (increase(${series('deploy_duration_seconds_bucket', ...chosen)}[1d])))`]:
        '{{environment}}',
    },
    width: 12,
  },
];

const BY = ['service', 'environment'];

/** Services side by side: which one is it? */
export function deploysTable(chosen: Matchers): TableBuilder {
  const deploys = (...matchers: Matchers): string => counted('deploys_total', BY, ...chosen, ...matchers);
  const buckets = counted('deploy_duration_seconds_bucket', ['le', ...BY], ...chosen);
  const columns = [
    { refId: 'A', title: 'Deploys', unit: Short, expr: deploys() },
    {
      refId: 'B',
      title: 'Failures',
      unit: PercentUnit,
      expr: `(${deploys('outcome=~"rolled-back|failed"')} or ${deploys()} * 0) / ${deploys()}`,
    },
    { refId: 'C', title: 'Half took less than', unit: Seconds, expr: `histogram_quantile(0.5, ${buckets})` },
  ];
  const table = new TableBuilder()
    .title('By service')
    .description('What was deployed within the chosen time, rollbacks and canaries included.')
    .datasource(DATASOURCE)
    .span(24)
    .height(9)
    .targets(columns.map(({ refId, expr }) => tableQuery(refId, expr)))
    .withTransformation({ id: 'merge', options: {} })
    .withTransformation({ id: 'organize', options: { excludeByName: { Time: true } } });
  return columns.reduce(
    (result, { refId, title, unit }) =>
      result.overrideByName(`Value #${refId}`, [
        { id: 'displayName', value: title },
        { id: 'unit', value: unit },
      ]),
    table,
  );
}
