import {
  DashboardBuilder,
  DashboardCursorSync,
  DashboardLinkBuilder,
  DashboardLinkType,
  DatasourceVariableBuilder,
  QueryVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

import { DATASOURCE } from './panels.ts';

export interface FrameOptions {
  readonly title: string;
  /** Part of the dashboard's address: `/d/<uid>`. */
  readonly uid: string;
  readonly madeFrom: string;
  /** Since when it shows, as Grafana writes it; the last hour unless something else is said. */
  readonly from?: string;
  /** Addresses by what stands on the link. */
  readonly links: Readonly<Record<string, string>>;
  /** What can be chosen at the top: by the name of a label, the series that have it. */
  readonly variables: Readonly<Record<string, string>>;
}

/** A dashboard without panels. */
export function frame({ title, uid, madeFrom, from = 'now-1h', links, variables }: FrameOptions) {
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- the format that every Grafana takes from a file, old ones too
  return new DashboardBuilder(title)
    .uid(uid)
    .description(`Made by \`npx nx sync\` from ${madeFrom}: change what it is made from.`)
    .tags(['services'])
    .readonly()
    .time({ from, to: 'now' })
    .refresh('30s')
    .tooltip(DashboardCursorSync.Crosshair)
    .links(Object.entries(links).map(([name, url]) => link(name, url)))
    .variables([
      new DatasourceVariableBuilder('datasource').label('Prometheus').type('prometheus'),
      ...Object.entries(variables).map(([label, series]) => variable(label, series)),
    ]);
}

/** A dashboard that panels are added to. */
export type Frame = ReturnType<typeof frame>;

export type Dashboard = ReturnType<Frame['build']>;

const variable = (label: string, series: string): QueryVariableBuilder =>
  new QueryVariableBuilder(label)
    .label(label)
    .datasource(DATASOURCE)
    .query(`label_values(${series}, ${label})`)
    .refresh(VariableRefresh.OnTimeRangeChanged)
    .sort(VariableSort.AlphabeticalAsc)
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: 'All', value: '$__all' });

const link = (name: string, url: string): DashboardLinkBuilder =>
  new DashboardLinkBuilder(name)
    .type(DashboardLinkType.Link)
    .url(url)
    .targetBlank(!url.startsWith('/'))
    .keepTime(url.startsWith('/'));
