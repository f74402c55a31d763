import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { needPrograms } from '../fixtures/need-programs.ts';
import { firingAlerts } from '../src/drill/firing-alerts.ts';
import { goOn, type Reading } from '../src/drill/go-on.ts';

const RULES = readFileSync(join(import.meta.dirname, '../../k8s/observability/metadata-scraper.rules.yaml'), 'utf8');

const ONE = 'namespace="drill",pod="metadata-scraper-1"';
const OWN = `job="metadata-scraper",${ONE}`;
const CALLS = (outcome: string): string => `outbound_requests_total{client="pages",outcome="${outcome}",${OWN}}`;
const ANSWERS = `http_request_duration_seconds_count{${OWN}}`;
const QUICK = `http_request_duration_seconds_bucket{le="1",${OWN}}`;
const REQUESTS = (status: number): string => `http_requests_total{status="${status}",${OWN}}`;
const RESTARTS = `kube_pod_container_status_restarts_total{container="metadata-scraper",${ONE}}`;
const REPLICAS = 'kube_deployment_spec_replicas{deployment="metadata-scraper",namespace="drill"}';
const UP = `up{${OWN}}`;

type Values = Readonly<Record<string, number>>;

const STATE = { [UP]: 1, [REPLICAS]: 1, [RESTARTS]: 0 };
/** One answer in sixty is slow, which is more than is promised. */
const USUAL = { ...STATE, [REQUESTS(200)]: 60, [ANSWERS]: 60, [QUICK]: 59, [CALLS('ok')]: 12 };
const AS_USUAL = { ...STATE, [REQUESTS(200)]: 120, [ANSWERS]: 120, [QUICK]: 118, [CALLS('ok')]: 24 };

/** What fires if the seconds in which metrics came to these had gone on. */
const firingAfter = (trouble: Values): readonly string[] => {
  const reading = (values: Values, at: number): Reading => ({ series: new Map(Object.entries(values)), at });
  const [from, turn, to] = [reading({}, 0), reading(USUAL, 2000), reading({ ...AS_USUAL, ...trouble }, 4000)];
  const series = goOn({ from, to: turn }, { from: turn, to });
  return firingAlerts({ rules: RULES, series, path: String(process.env.PATH) });
};

beforeAll(() => {
  needPrograms({ promtool: 'prometheus' });
});

describe("what a drill's row says of alerts, by the exemplar's rules", () => {
  it.each<readonly [when: string, trouble: Values, alerts: readonly string[]]>([
    ['nothing happens', {}, []],
    ['the shared cache is lost', { [`cache_shared_connected{${OWN}}`]: 0 }, ['SharedCacheLost']],
    ['nobody is reached', { [CALLS('ok')]: 12, [CALLS('upstream-unreachable')]: 20 }, ['OutboundFailing']],
    ['memory is nearly used up', { [`memory_pressure_ratio{${OWN}}`]: 0.92 }, ['MemoryNearLimit']],
    ['requests fail', { [REQUESTS(500)]: 20 }, ['AvailabilityBudgetBurn']],
    ['a third of the answers is slow', { [QUICK]: 99 }, ['LatencyBudgetBurn']],
    ['one more is slow than before', { [QUICK]: 117 }, []],
    ['the process is gone', { [UP]: 0 }, ['TargetAbsent']],
    ['it was started again', { [RESTARTS]: 1 }, []],
    ['it was started again and again', { [RESTARTS]: 3 }, ['CrashLoop']],
  ])('where %s', (_, trouble, alerts) => {
    expect(firingAfter(trouble)).toEqual(alerts);
  });

  it('is that promtool does not take them, where it does not', () => {
    const path = String(process.env.PATH);
    expect(() => firingAlerts({ rules: RULES, series: { 'up{job=}': '1x2' }, path })).toThrow(
      'promtool does not take what the service tells of itself',
    );
  });
});
