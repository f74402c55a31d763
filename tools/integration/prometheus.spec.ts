import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { ALERT_CASES } from '../fixtures/alert-cases/all-cases.ts';
import { needPrograms } from '../fixtures/need-programs.ts';
import { complaintOf, shop } from '../fixtures/promtool.ts';
import { type FiringAlert, type StartedPrometheus, startPrometheus, waitFor } from '../fixtures/start-prometheus.ts';
import { listServices } from '../src/descriptor/list-services.ts';
import { readPlatform } from '../src/descriptor/read-platform.ts';
import { readService } from '../src/descriptor/read-service.ts';
import { overviewDashboard } from '../src/observability/dashboards/overview-dashboard.ts';
import { serviceDashboard } from '../src/observability/dashboards/service-dashboard.ts';
import { prometheusRule } from '../src/observability/rules/prometheus-rule.ts';
import { subjectOf } from '../src/observability/subject.ts';
import { freePort, launch, type Launched, statusOf } from '../src/smoke/launch.ts';
import { filesOn } from '../src/workspace/files.ts';

const workspaceRoot = join(import.meta.dirname, '../..');
const FILES = filesOn(workspaceRoot);
const NAME = 'metadata-scraper';
const SERVICE = join(workspaceRoot, 'apps', NAME);
const SUBJECT = subjectOf(readService(`apps/${NAME}`, FILES), readPlatform(FILES), FILES);

/** Minutes become seconds: an hour of the rules is a minute of the test. */
const SHORTER = 60;
const UNITS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600, d: 86_400 };
const shorter = (text: string): string =>
  text.replaceAll(
    /(?<=\[|"for":"|"interval":")(\d+)([smhd])/g,
    (_, amount: string, unit: string) => `${String((Number(amount) * (UNITS[unit] ?? NaN) * 1000) / SHORTER)}ms`,
  );

/** What kube-state-metrics and cAdvisor would say of the one pod. */
const OF_KUBERNETES = (seconds: number): string => {
  const container = `container="${NAME}",namespace="live",pod="scraper-1"`;
  const spent = String(Math.round(seconds * 10));
  return `kube_deployment_spec_replicas{deployment="${NAME}",namespace="live"} 1
kube_pod_container_status_restarts_total{${container}} 0
kube_pod_container_resource_limits{${container},resource="cpu"} 1
kube_pod_container_resource_limits{${container},resource="memory"} 5.36870912e+08
container_cpu_cfs_periods_total{${container}} ${spent}
container_cpu_cfs_throttled_periods_total{${container}} 0
`;
};

async function listen(answer: RequestListener): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer(answer).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

beforeAll(() => {
  needPrograms({ prometheus: 'prometheus', promtool: 'prometheus', 'redis-server': 'redis-server' });
});

describe('promtool', () => {
  it.each(ALERT_CASES.map((one) => [one.alert, one.when, one] as const))('%s %s', (_alert, _when, alertCase) => {
    expect(complaintOf(prometheusRule(shop()), alertCase)).toBe('');
  });

  it.each(listServices(FILES).map(({ name }) => name))('takes the rules of %s as they are', (name) => {
    const folder = mkdtempSync(join(tmpdir(), 'rules-'));
    const subject = subjectOf(readService(`apps/${name}`, FILES), readPlatform(FILES), FILES);
    writeFileSync(join(folder, 'rules.yaml'), JSON.stringify(prometheusRule(subject).spec));
    const said = execFileSync('promtool', ['check', 'rules', join(folder, 'rules.yaml')], { encoding: 'utf8' });
    rmSync(folder, { recursive: true });
    expect(said).toContain('SUCCESS');
  });
});

describe('kubectl kustomize', () => {
  it('makes an object of each file of alerts and dashboards', () => {
    needPrograms({ kubectl: 'kubernetes-client' });
    const folder = join(workspaceRoot, 'k8s/observability');
    const text = execFileSync('kubectl', ['kustomize', folder], { encoding: 'utf8' });
    const objects = FILES.children('k8s/observability').filter((file) => file !== 'kustomization.yaml');
    expect(text.match(/^kind: (?:ConfigMap|PrometheusRule)$/gm)).toHaveLength(objects.length);
  });
});

describe('a real Prometheus over the real service', () => {
  const cleanUps: (() => unknown)[] = [];
  const port = { http: 0, admin: 0, origin: 0 };
  let scraper: Launched;
  let prometheus: StartedPrometheus;
  const over = new AbortController();

  const scrape = (address: string): Promise<number> =>
    statusOf(`http://127.0.0.1:${String(port.http)}/v1/metadata?url=${encodeURIComponent(address)}`);
  const page = (path: string): string => `http://127.0.0.1:${String(port.origin)}/${path}`;
  /** Again and again, until the end of the suite or of what is done meanwhile. */
  const keepAsking = (ask: (turn: number) => Promise<unknown>, pauseMs: number): AbortController => {
    const stop = new AbortController();
    const either = AbortSignal.any([stop.signal, over.signal]);
    void (async () => {
      for (let turn = 0; !either.aborted; turn += 1) {
        await ask(turn);
        await sleep(pauseMs);
      }
    })();
    return stop;
  };
  /** The alerts of a name; of those on budgets, the page for the shortest time. */
  const firing = async (alert: string): Promise<readonly FiringAlert[]> =>
    (await prometheus.alerts()).filter(
      ({ labels: { alertname, window = '1h' } }) => alertname === alert && window === '1h',
    );
  const allAnswered = async (queries: readonly string[]): Promise<void> => {
    let left = [...new Set(queries)];
    await waitFor(
      async () => {
        const answers = await Promise.all(left.map((query) => prometheus.values(query)));
        left = left.filter((_, index) => answers[index]?.length === 0);
        return left.length === 0;
      },
      () => `an answer to ${left.join('\n')}`,
    );
  };

  beforeAll(async () => {
    const origin = await listen((request, response) => {
      const slowly = request.url?.startsWith('/slow') === true;
      setTimeout(() => response.setHeader('content-type', 'text/html').end('<title>Here</title>'), slowly ? 1500 : 0);
    });
    const beganAt = performance.now();
    const kubernetes = await listen((_, response) => {
      response.end(OF_KUBERNETES((performance.now() - beganAt) / 1000));
    });
    const redisPort = await freePort();
    const redis = spawn('redis-server', ['--port', String(redisPort), '--save', '', '--bind', '127.0.0.1'], {
      stdio: 'ignore',
      cwd: tmpdir(),
    });
    Object.assign(port, { origin: origin.port, http: await freePort(), admin: await freePort() });
    scraper = launch(join(SERVICE, 'dist/main.js'), 20_000, {
      PORT: String(port.http),
      ADMIN_PORT: String(port.admin),
      REDIS_URL: `redis://127.0.0.1:${String(redisPort)}`,
      OUTBOUND_ALLOW_CIDRS: '127.0.0.0/8',
      OUTBOUND_ALLOW_PORTS: '*',
      MAX_IN_FLIGHT: '6',
      MAX_EVENT_LOOP_DELAY_MS: '0',
    });
    cleanUps.push(() => {
      for (const child of [redis, scraper.process]) child.kill('SIGKILL');
      for (const { server } of [origin, kubernetes]) server.close().closeAllConnections();
    });
    await waitFor(
      async () => (await statusOf(`http://127.0.0.1:${String(port.admin)}/readyz`)) === 200,
      () => 'the scraper',
    );
    const rules = JSON.parse(shorter(JSON.stringify(prometheusRule(SUBJECT).spec))) as object;
    prometheus = await startPrometheus(rules, [
      { job: NAME, port: port.admin, labels: { namespace: 'live', pod: 'scraper-1' } },
      { job: 'kubernetes', port: kubernetes.port },
    ]);
    cleanUps.push(() => prometheus[Symbol.asyncDispose]());
    keepAsking((turn) => scrape(page(`page-${String(turn)}`)), 50);
  }, 120_000);

  afterAll(async () => {
    over.abort();
    for (const cleanUp of cleanUps) await cleanUp();
  });

  it('says nothing of what users see while all is well', async () => {
    await allAnswered(['job:http_request_faults:ratio_rate1h > -1', `sum(up{job="${NAME}"}) > 0`]);
    await sleep(3000);
    const names = new Set((await prometheus.alerts()).map(({ labels }) => labels.alertname));
    expect(['AvailabilityBudgetBurn', 'OutboundFailing', 'TargetAbsent'].filter((name) => names.has(name))).toEqual([]);
  });

  it('has the right alerts fire where requests are turned away, and where nobody answers', async () => {
    const flood = keepAsking(
      (turn) => Promise.all(Array.from({ length: 12 }, (_, at) => scrape(page(`slow-${String(turn)}-${String(at)}`)))),
      0,
    );
    await waitFor(
      async () => (await firing('AvailabilityBudgetBurn')).length > 0,
      () => 'AvailabilityBudgetBurn',
    );
    const [burn] = await firing('AvailabilityBudgetBurn');
    expect(burn?.labels).toMatchObject({ severity: 'page', service: NAME, namespace: 'live' });
    expect(burn?.annotations.summary).toMatch(/^[\d.]+% of the requests to metadata-scraper in live failed within /);
    flood.abort();

    const closed = await freePort();
    keepAsking(
      (turn) =>
        Promise.all(
          Array.from({ length: 4 }, (_, at) =>
            scrape(`http://127.0.${String(at + 1)}.${String(turn % 250)}:${String(closed)}/`),
          ),
        ),
      10,
    );
    await waitFor(
      async () => (await firing('OutboundFailing')).length > 0,
      () => 'OutboundFailing',
    );
    expect((await firing('OutboundFailing')).map(({ labels }) => labels.client)).toEqual(['pages']);
  }, 90_000);

  it('has an answer to every query of the dashboards', async () => {
    const dashboards = JSON.stringify([serviceDashboard(SUBJECT), overviewDashboard(SUBJECT.platform)]);
    const queries = [...dashboards.matchAll(/"(?:expr|query)":"((?:[^"\\]|\\.)*)"/g)]
      .map(([, text]) => String(JSON.parse(`"${text ?? ''}"`)))
      .filter((text) => text !== 'prometheus')
      .map((text) => text.replace(/^label_values\((.*), \w+\)$/, '$1'))
      .map((text) => text.replaceAll('$__rate_interval', '20s').replaceAll(/\$(?:namespace|instance)/g, '.*'));
    expect(queries.length).toBeGreaterThan(40);
    await allAnswered(queries);
  }, 60_000);

  it('has every series that the rules ask for, and no complaint about them', async () => {
    const { groups } = prometheusRule(SUBJECT).spec;
    const selectors = groups.flatMap(({ rules }) =>
      rules.flatMap(({ expr }) => expr.match(/[a-z_:\d]+\{[^}]*\}/g) ?? []),
    );
    await allAnswered(selectors);
    expect(await prometheus.complaints()).toEqual([]);
  }, 60_000);

  it('has the alert of an absent target fire where the service is gone', async () => {
    scraper.process.kill('SIGKILL');
    await waitFor(
      async () => (await firing('TargetAbsent')).length > 0,
      () => 'TargetAbsent',
    );
    const [absent] = await firing('TargetAbsent');
    expect(absent?.annotations.summary).toBe(
      'No pod of metadata-scraper in live answers Prometheus: there should be 1.',
    );
  }, 60_000);
});
