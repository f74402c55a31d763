import { PercentUnit, Seconds, Short } from '@grafana/grafana-foundation-sdk/units';

import type { Platform } from '../../descriptor/platform-schema.ts';
import { counted } from './counted.ts';
import { deploysGraphs, deploysTable } from './deploys-panels.ts';
import { type Dashboard, frame } from './frame.ts';
import { OVERVIEW } from './overview-dashboard.ts';
import { graph, type Stat, stat } from './panels.ts';

/** No service can be called so. */
export const DEPLOYS = 'all_deploys';

/** What is chosen at the top. */
export const CHOSEN = ['service=~"$service"', 'environment=~"$environment"'] as const;

/** What puts a release where it was not, by the name that the engine counts it by. */
const NEW = 'kind=~"deploy|promote"';
const FAILED = 'outcome=~"rolled-back|failed"';

const all = (...matchers: readonly string[]): string =>
  counted('deploys_total', ['environment'], ...CHOSEN, ...matchers);

/** What half of the events of a histogram stayed below. */
const median = (histogram: string, ...matchers: readonly string[]): string =>
  `histogram_quantile(0.5, ${counted(`${histogram}_bucket`, ['le', 'environment'], ...CHOSEN, ...matchers)})`;

/** The four figures of DORA's research, by environment: https://dora.dev/guides/dora-metrics-four-keys. */
const FIGURES: readonly Stat[] = [
  {
    title: 'Deploys a day',
    description: 'Releases that came to serve all requests, a day, over the chosen time.',
    unit: Short,
    lines: { [`${all(NEW, 'outcome="live"')} * 86400 / $__range_s`]: '{{environment}}' },
    width: 6,
    steps: [[null, 'green']],
  },
  {
    title: 'Lead time',
    description: 'From the commit to when it is live: half of the deploys took less.',
    unit: Seconds,
    lines: { [median('deploy_lead_time_seconds')]: '{{environment}}' },
    width: 6,
    steps: [
      [null, 'green'],
      [86_400, 'yellow'],
      [604_800, 'red'],
    ],
  },
  {
    title: 'Failures',
    description: 'The share of deploys that failed, be it that the release before was put back. Canaries count.',
    unit: PercentUnit,
    lines: {
      [`(${all('kind!~"rollback|withdraw"', FAILED)} or ${all()} * 0) / ${all('kind!~"rollback|withdraw"')}`]:
        '{{environment}}',
    },
    width: 6,
    steps: [
      [null, 'green'],
      [0.15, 'yellow'],
      [0.3, 'red'],
    ],
  },
  {
    title: 'Time to restore',
    description:
      'From the begin of a release that failed, or the command to go back, to when a healthy one serves: half took less.',
    unit: Seconds,
    lines: { [median('deploy_restore_seconds')]: '{{environment}}' },
    width: 6,
    steps: [
      [null, 'green'],
      [60, 'yellow'],
      [3600, 'red'],
    ],
  },
];

/** How often, how fast and how well releases come to environments. */
export function deploysDashboard({ repository }: Platform): Dashboard {
  const dashboard = frame({
    title: 'Deploys',
    uid: DEPLOYS,
    madeFrom: 'tools/src/observability',
    from: 'now-30d',
    links: {
      'All services': `/d/${OVERVIEW}`,
      'How deploys work': `${repository}/blob/main/docs/deploying.md`,
    },
    variables: { environment: 'deploys_total', service: 'deploys_total' },
  });
  FIGURES.forEach((figure) => dashboard.withPanel(stat(figure)));
  deploysGraphs(CHOSEN).forEach((panel) => dashboard.withPanel(graph(panel)));
  return dashboard.withPanel(deploysTable(CHOSEN)).build();
}
