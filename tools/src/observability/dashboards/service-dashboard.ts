import { AnnotationQueryBuilder, RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as TextBuilder } from '@grafana/grafana-foundation-sdk/text';
import { Short } from '@grafana/grafana-foundation-sdk/units';

import { RUNBOOKS } from '../rules/alert.ts';
import { ofService, series } from '../rules/series.ts';
import type { Subject } from '../subject.ts';
import { cachePanels, sharedCachePanels } from './cache-panels.ts';
import { type Dashboard, type Frame, frame } from './frame.ts';
import { budgetStats, burnGraphs } from './objective-panels.ts';
import { outboundPanels } from './outbound-panels.ts';
import { OVERVIEW } from './overview-dashboard.ts';
import { DATASOURCE, graph, stat } from './panels.ts';
import { requestPanels } from './request-panels.ts';
import { saturationPanels } from './saturation-panels.ts';
import { type Scope, scopeOf } from './scope.ts';

/** A service's dashboard: from what users see to what it comes from. */
export function serviceDashboard(subject: Subject): Dashboard {
  const { service, platform } = subject;
  const { name } = service;
  const scope = scopeOf(name);
  const up = series('up', ofService(name));
  const dashboard = frame({
    title: name,
    uid: name,
    madeFrom: `apps/${name}/service.yaml`,
    links: {
      'All services': `/d/${OVERVIEW}`,
      Runbook: `${platform.repository}/blob/main/apps/${name}/RUNBOOK.md`,
      'Runbooks of alerts': `${platform.repository}/blob/main/${RUNBOOKS}/README.md`,
    },
    variables: { namespace: up, instance: series('up', ofService(name), 'namespace=~"$namespace"') },
  }).annotation(deploys(scope));
  head(dashboard, subject, scope);
  for (const [title, panels] of rowsOf(subject, scope)) {
    dashboard.withRow(new RowBuilder(title));
    panels.forEach((panel) => dashboard.withPanel(panel));
  }
  return dashboard.build();
}

type Row = readonly [title: string, panels: readonly ReturnType<typeof graph>[]];

const rowsOf = ({ service, hasCache, hasSharedCache }: Subject, scope: Scope): readonly Row[] => [
  ['Requests', requestPanels(scope).map(graph)],
  ['Objectives', burnGraphs(service, scope)],
  ['Saturation', saturationPanels(scope).map(graph)],
  ['Outbound calls', outboundPanels(scope).map(graph)],
  ...(hasCache ? [['Cache', cachePanels(scope).map(graph)] as const] : []),
  ...(hasSharedCache ? [['Shared cache', sharedCachePanels(scope).map(graph)] as const] : []),
];

/** A line where pods of a version are that there were none of two minutes ago. */
const deploys = ({ own }: Scope): AnnotationQueryBuilder => {
  const versions = (offset: string): string => `count by (namespace, version) (${own('service_info')}${offset})`;
  return new AnnotationQueryBuilder()
    .name('Deploys')
    .datasource(DATASOURCE)
    .enable(true)
    .iconColor('blue')
    .expr(`${versions('')} unless ${versions(' offset 2m')}`)
    .step('30s')
    .titleFormat('{{version}}')
    .textFormat('{{namespace}}');
};

/** How it stands, and where to go on. */
function head(dashboard: Frame, { service, platform }: Subject, scope: Scope): void {
  budgetStats(service, scope).forEach((panel) => dashboard.withPanel(panel));
  dashboard
    .withPanel(
      stat({
        title: 'Pods that answer',
        description: 'As Prometheus sees them. None is an alert (TargetAbsent).',
        unit: Short,
        lines: { [`sum by (namespace) (${scope.own('up')})`]: '{{namespace}}' },
        width: 4,
        steps: [
          [null, 'red'],
          [1, 'green'],
        ],
      }),
    )
    .withPanel(
      new TextBuilder()
        .title('When it goes wrong')
        .span(10)
        .height(5)
        .content(firstSteps(service.name, Object.keys(platform.environments))),
    );
}

const firstSteps = (service: string, environments: readonly string[]): string =>
  [
    'An alert links its runbook. Where none has fired, begin with the errors of the last hour:',
    '',
    '```sh',
    ...environments.map((name) => `npx nx logs ${service} --env=${name} --level=error --since=1h`),
    '```',
  ].join('\n');
