import { basename, join } from 'node:path';

import { PrometheusRule } from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1/PrometheusRule';

import { readManifests } from '@exemplar/deploy-engine/registry';

import { platformYaml } from '../../fixtures/platform-yaml.ts';
import { shop } from '../../fixtures/promtool.ts';
import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { treeOf } from '../../fixtures/tree-of.ts';
import { LATENCY_BOUNDS } from '../descriptor/service-schema.ts';
import { filesOn } from '../workspace/files.ts';
import { observabilityCopies } from './observability-copies.ts';
import { type AlertRule, runbookOf } from './rules/alert.ts';
import { alertsOf } from './rules/prometheus-rule.ts';

const FOLDER = 'k8s/observability';

/** What is made for services of these descriptions and sources. */
async function made(
  services: Readonly<Record<string, string>> = { a: serviceYaml('a') },
  sources: Readonly<Record<string, string>> = {},
): Promise<ReadonlyMap<string, string>> {
  const described = Object.entries(services).flatMap(([name, text]): readonly [string, string][] => [
    [`apps/${name}/project.json`, '{}'],
    [`apps/${name}/service.yaml`, text],
  ]);
  const files = treeOf({ 'k8s/platform.yaml': platformYaml(), ...Object.fromEntries(described), ...sources });
  const copies = await observabilityCopies.make(files);
  return new Map(copies.map(({ path, text }) => [path.replace(`${FOLDER}/`, ''), text]));
}

const ruleOf = (text = ''): PrometheusRule => readManifests(text)[0] as PrometheusRule;
const alertsIn = (text = ''): readonly AlertRule[] =>
  (ruleOf(text).spec.groups ?? []).flatMap(({ rules }) => rules ?? []).filter((rule) => 'alert' in rule) as AlertRule[];

interface Panel {
  readonly type: string;
  readonly title: string;
  readonly description?: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly options?: { readonly content?: string };
}
interface Dashboard {
  readonly uid: string;
  readonly description: string;
  readonly panels: readonly Panel[];
  readonly links: readonly { readonly title: string; readonly url: string; readonly targetBlank: boolean }[];
  readonly templating: { readonly list: readonly { readonly name: string; readonly query: unknown }[] };
}
const dashboardIn = (text = ''): Dashboard => JSON.parse(text) as Dashboard;
const titlesIn = (text: string | undefined): readonly string[] => dashboardIn(text).panels.map(({ title }) => title);

describe('alerts and dashboards', () => {
  it('are made for each service, with an overview of all and a list of the files', async () => {
    const copies = await made({ a: serviceYaml('a'), b: serviceYaml('b') });
    expect([...copies.keys()].toSorted()).toEqual([
      'a.dashboard.json',
      'a.rules.yaml',
      'b.dashboard.json',
      'b.rules.yaml',
      'deploys.dashboard.json',
      'kustomization.yaml',
      'overview.dashboard.json',
    ]);
    expect([...copies.values()].filter((text) => !text.includes('Made by `npx nx sync` from'))).toEqual([]);
    expect(copies.get('kustomization.yaml')).toContain('- b.rules.yaml');
    expect(copies.get('kustomization.yaml')).toContain("grafana_dashboard: '1'");
  });

  it('own their folder, and no other', () => {
    const paths = ['k8s/observability/gone.rules.yaml', 'k8s/staging/a.yaml', 'docs/runbooks/README.md'];
    expect(paths.map((path) => observabilityCopies.owns(path))).toEqual([true, false, false]);
  });
});

describe('the rules of a service', () => {
  it('are an object as the operator takes it', async () => {
    const rule = ruleOf((await made()).get('a.rules.yaml'));
    expect(() => {
      PrometheusRule.prototype.validate.call(rule);
    }).not.toThrow();
    expect(rule.metadata?.labels).toMatchObject({ 'app.kubernetes.io/name': 'a', owner: 'identity', tier: '2' });
  });

  it.each([
    [1, ['page', 'ticket']],
    [2, ['ticket']],
    [3, ['ticket']],
  ])('wake people up for a service of tier 1 alone: tier %d', async (tier, severities) => {
    const text = serviceYaml('a').replace('tier: 2', `tier: ${String(tier)}`);
    const alerts = alertsIn((await made({ a: text })).get('a.rules.yaml'));
    expect([...new Set(alerts.map(({ labels }) => labels.severity))].toSorted()).toEqual(severities);
    expect(alerts.map(({ labels }) => labels)).toEqual(
      alerts.map(() => expect.objectContaining({ service: 'a', owner: 'identity', tier: String(tier) }) as unknown),
    );
  });

  it('follow what the service promises', async () => {
    const text = serviceYaml('a').replace('availability: 99.5', 'availability: 99.95');
    const rules = (await made({ a: text })).get('a.rules.yaml');
    expect(rules).toContain('job:http_request_faults:ratio_rate1h{job="a"} > 0.0072 and');
    expect(rules).toContain('job:http_requests_slow:ratio_rate1h{job="a"} > 0.72 and');
    expect(rules).toContain('le="0.25"');
    expect(rules).toContain('95 % of requests are to be answered within 250 ms');
  });

  it('can fire, however much the service leaves open', async () => {
    const text = serviceYaml('a').replace('percentile: 95', 'percentile: 50');
    const rules = (await made({ a: text })).get('a.rules.yaml');
    const limits = [
      ...(rules ?? '').matchAll(/slow:ratio_rate(?:1h|6h|3d)\{job="a"\} > (\S+) and \S+ratio_rate(?:5m|30m)/g),
    ];
    expect(limits.map(([, limit]) => limit)).toEqual(['0.9', '0.9']);
  });

  it('watch a shared cache where the service has one', async () => {
    const sources = {
      'apps/a/src/cache/metrics.ts': "metrics.gauge({ name: 'cache_shared_connected', help });",
      'apps/b/src/cache.spec.ts': "'cache_shared_connected'",
    };
    const copies = await made({ a: serviceYaml('a'), b: serviceYaml('b') }, sources);
    const namesOf = (file: string): readonly string[] => alertsIn(copies.get(file)).map(({ alert }) => alert);
    expect(namesOf('a.rules.yaml')).toContain('SharedCacheLost');
    expect(namesOf('b.rules.yaml')).not.toContain('SharedCacheLost');
  });
});

describe('the runbooks', () => {
  const WORKSPACE = filesOn(join(import.meta.dirname, '../../..'));
  const pages = [...new Set(alertsOf(shop()).map(({ alert }) => runbookOf(alert)))];

  it('are linked by their alerts', async () => {
    const copies = await observabilityCopies.make(WORKSPACE);
    const alerts = copies.filter(({ path }) => path.endsWith('.rules.yaml')).flatMap(({ text }) => alertsIn(text));
    expect(alerts.map(({ annotations }) => annotations.runbook_url)).toEqual(
      alerts.map(({ alert }) => `https://github.com/example/exemplar/blob/main/${runbookOf(alert)}`),
    );
  });

  it.each(pages)('tell what it means, what to look at and do, and the end: %s', (page) => {
    const text = WORKSPACE.read(page, 'utf-8') ?? '';
    expect([...text.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading)).toEqual([
      'What it means',
      'What to look at',
      'What to do',
      'How to know it is over',
    ]);
    expect(WORKSPACE.read('docs/runbooks/README.md', 'utf-8')).toContain(`(${basename(page)})`);
  });
});

describe('the dashboard of a service', () => {
  it('begins with what users see, and shows a cache where there is one', async () => {
    const sources = { 'apps/b/src/cache.ts': "['cache_requests_total', 'cache_shared_connected']" };
    const copies = await made({ a: serviceYaml('a'), b: serviceYaml('b') }, sources);
    const rows = (file: string): readonly string[] =>
      dashboardIn(copies.get(file))
        .panels.filter(({ type }) => type === 'row')
        .map(({ title }) => title);
    const always = ['Requests', 'Objectives', 'Saturation', 'Outbound calls'];
    expect(rows('a.dashboard.json')).toEqual(always);
    expect(rows('b.dashboard.json')).toEqual([...always, 'Cache', 'Shared cache']);
  });

  it('can be narrowed, and leads to the logs and the runbooks', async () => {
    const { uid, links, panels, templating } = dashboardIn((await made()).get('a.dashboard.json'));
    expect(uid).toBe('a');
    expect(templating.list.map(({ name }) => name)).toEqual(['datasource', 'namespace', 'instance']);
    expect(Object.fromEntries(links.map(({ url, targetBlank }) => [url, targetBlank]))).toEqual({
      '/d/all_services': false,
      'https://github.com/acme/shop/blob/main/apps/a/RUNBOOK.md': true,
      'https://github.com/acme/shop/blob/main/docs/runbooks/README.md': true,
    });
    const [steps] = panels.flatMap(({ options }) => options?.content ?? []);
    expect(steps).toContain('npx nx logs a --env=staging --level=error --since=1h');
  });

  it.each(['a.dashboard.json', 'overview.dashboard.json', 'deploys.dashboard.json'])(
    'fills its grid, and explains each panel: %s',
    async (file) => {
      const { panels } = dashboardIn((await made()).get(file));
      expect(panels.map(({ gridPos }) => gridPos.x + gridPos.w).filter((right) => right > 24)).toEqual([]);
      const [...places] = panels.map(({ gridPos }) => `${String(gridPos.x)},${String(gridPos.y)}`);
      expect(new Set(places).size).toBe(panels.length);
      const silent = panels.filter(({ type, description }) => !['row', 'text'].includes(type) && !description);
      expect(silent.map(({ title }) => title)).toEqual([]);
    },
  );
});

describe('the overview', () => {
  it('begins with what fires, and leads from each service to its dashboard', async () => {
    const text = (await made()).get('overview.dashboard.json');
    expect(titlesIn(text)).toEqual(['What fires', 'Services', 'Requests', 'Faults']);
    expect(text).toContain('/d/${__value.text}');
  });
});

describe('the bounds of latency that a service can promise', () => {
  /** Tools import no library, so its file is read by its path. */
  const METRICS = new URL('../../../libs/monitoring/src/create-metrics.ts', import.meta.url).pathname;

  it('are such by which durations are counted', async () => {
    const { createMetrics } = (await import(METRICS)) as {
      createMetrics: (options: object) => {
        readonly http: { requestFinished: (request: object) => void };
        readonly render: () => Promise<string>;
        readonly close: () => void;
      };
    };
    const metrics = createMetrics({ service: 'a', version: '1' });
    metrics.http.requestFinished({ method: 'GET', route: '/', status: 200, seconds: 1 });
    const buckets = [...(await metrics.render()).matchAll(/http_request_duration_seconds_bucket\{le="([\d.]+)"/g)];
    metrics.close();
    const bounds = buckets.map(([, seconds]) => Number(seconds) * 1000);
    expect(bounds).toEqual(expect.arrayContaining([...LATENCY_BOUNDS]));
  });
});
