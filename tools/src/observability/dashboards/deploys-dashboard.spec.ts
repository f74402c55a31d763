import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { shop } from '../../../fixtures/promtool.ts';
import { isInstalled } from '../../program/is-installed.ts';
import { deploysDashboard } from './deploys-dashboard.ts';

interface Panel {
  readonly title: string;
  readonly targets: readonly { readonly expr: string }[];
}

const { panels } = JSON.parse(JSON.stringify(deploysDashboard(shop().platform))) as { readonly panels: Panel[] };

/** The query of a panel, as Grafana asks it of a day. */
const queryOf = (title: string, index = 0): string =>
  String(panels.find((panel) => panel.title === title)?.targets[index]?.expr)
    .replaceAll('$__range_s', '86400')
    .replaceAll('$__range', '1d')
    .replaceAll(/\$(?:service|environment)/g, '.*');

const PROMTOOL = isInstalled('promtool', process.env.PATH ?? '');

/** By the series of a pod, what it counted each hour of two days. One pod is replaced in the night between them. */
const SERIES: Readonly<Record<string, string>> = {
  ['deploys_total{pod="a", service="shop", environment="staging", kind="deploy", outcome="live"}']: '1x24 3x3 _x20',
  ['deploys_total{pod="b", service="shop", environment="staging", kind="deploy", outcome="live"}']: '_x30 1x8 4x9',
  ['deploys_total{pod="b", service="shop", environment="staging", kind="deploy", outcome="rolled-back"}']: '_x40 2x8',
  ['deploys_total{pod="b", service="shop", environment="staging", kind="rollback", outcome="live"}']: '_x40 1x8',
  ['deploy_restore_seconds_bucket{pod="b", service="shop", environment="staging", le="30"}']: '_x40 0x8',
  ['deploy_restore_seconds_bucket{pod="b", service="shop", environment="staging", le="60"}']: '_x40 3x8',
  ['deploy_restore_seconds_bucket{pod="b", service="shop", environment="staging", le="+Inf"}']: '_x40 3x8',
};

const STAGING = '{environment="staging"}';

/** What promtool says of a query's value on the second day; nothing where it is that. */
function complaintOf(expr: string, labels: string, value: number): string {
  const folder = mkdtempSync(join(tmpdir(), 'promtool-'));
  const test = {
    interval: '1h',
    input_series: Object.entries(SERIES).map(([series, values]) => ({ series, values })),
    promql_expr_test: [{ expr: `round(${expr}, 0.001)`, eval_time: '48h', exp_samples: [{ labels, value }] }],
  };
  writeFileSync(join(folder, 'test.yaml'), JSON.stringify({ tests: [test] }));
  const { status, stdout, stderr } = spawnSync('promtool', ['test', 'rules', 'test.yaml'], {
    cwd: folder,
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  return status === 0 ? '' : stdout + stderr;
}

describe('the dashboard of deploys', () => {
  it('begins with the four figures', () => {
    expect(panels.slice(0, 4).map(({ title }) => title)).toEqual([
      'Deploys a day',
      'Lead time',
      'Failures',
      'Time to restore',
    ]);
  });

  // pod a went from 1 to 3 on the second day, and b from nothing to 4; its two failures and one rollback count as they began
  const VALUES = [
    ['Deploys a day', 0, STAGING, 6],
    ['Failures', 0, STAGING, 0.25],
    ['Time to restore', 0, STAGING, 45],
    ['By service', 0, '{environment="staging", service="shop"}', 9],
    ['By service', 1, '{environment="staging", service="shop"}', 0.222],
  ] as const;

  for (const [title, index, labels, value] of PROMTOOL ? VALUES : []) {
    it(`counts what is rare rightly: ${title} ${index}`, () => {
      expect(complaintOf(queryOf(title, index), labels, value)).toBe('');
    });
  }
});
