import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { platformYaml } from '../../fixtures/platform-yaml.ts';
import { runMain } from '../../fixtures/run-main.ts';
import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { standInProgram } from '../../fixtures/stand-in-program.ts';
import { observe } from './observe.ts';
import { planGrafana } from './plan-grafana.ts';

/** Prometheus' API over a file that says what it answers; a test may change it at any time. */
const PROMETHEUS = `
  const address = words.find((word) => word.startsWith('--web.listen-address=')).split('=')[1].split(':');
  const answers = () => JSON.parse(require('node:fs').readFileSync(process.argv[1] + '.json', 'utf8'));
  require('node:http').createServer((request, response) => {
    const { status = 200, alerts = [], ranges = {} } = answers();
    const { pathname, searchParams } = new URL(request.url, 'http://x');
    const query = searchParams.get('query') ?? '';
    const of = Object.keys(ranges).find((part) => query.includes(part));
    const data = pathname.endsWith('/alerts') ? { alerts } : { result: ranges[of] ?? [] };
    response.writeHead(status).end(JSON.stringify(status === 200 ? { data } : {}));
  }).listen(address[1], address[0], () => console.error('level=error msg="a complaint"'));`;

const GRAFANA = `record(Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('GF_'))));
  setInterval(() => undefined, 1000);`;

const points = (...values: readonly string[]): object => values.map((value, at) => [1_767_355_200 + at * 60, value]);

describe('nx observe', () => {
  let workspaceRoot: string;
  let lines: string[];
  let end: () => void;
  let over: Promise<unknown>;
  let servers: Server[];

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
    writeFileSync(join(workspaceRoot, path), text);
  };
  const run = (...words: readonly string[]): Promise<unknown> => {
    over = observe(words, {
      workspaceRoot,
      env: { PATH: workspaceRoot },
      print: (line) => lines.push(line),
      end: new Promise<void>((resolve) => (end = resolve)),
      usual: [],
      everyMs: 10,
    }).catch((error: unknown) => String(error));
    return over;
  };
  const printed = async (text: string): Promise<void> => {
    while (!lines.join('\n').includes(text)) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const urlOf = (what: string): string =>
    String(new RegExp(`^${what} +(http://[\\d.]+:\\d+)`, 'm').exec(lines.join('\n'))?.[1]);
  const page = async (path: string): Promise<string> => (await fetch(`${urlOf('Services')}${path}`)).text();
  /** The folder that all is in while it runs. */
  const folder = (): string => {
    const [words = ''] = readFileSync(join(workspaceRoot, 'prometheus.calls'), 'utf8').split('\n');
    return String(/config\.file=([^"]+)\/prometheus\.json/.exec(words)?.[1]);
  };
  const readJson = (path: string): unknown => JSON.parse(readFileSync(join(folder(), path), 'utf8'));
  /** A service's admin port; what it is called, and its version, where it is one. */
  const admin = async (info: object): Promise<{ readonly address: string; readonly stop: () => Promise<void> }> => {
    const server = createServer((_, response) => response.end(JSON.stringify(info))).listen(0, '127.0.0.1');
    servers.push(server);
    await once(server, 'listening');
    return {
      address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
      stop: async () => {
        server.close().closeAllConnections();
        await once(server, 'close');
      },
    };
  };

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    lines = [];
    servers = [];
    end = () => undefined;
    write('k8s/platform.yaml', platformYaml());
    write('apps/shop/project.json', '{}');
    write('apps/shop/service.yaml', serviceYaml('shop'));
    write('prometheus.json', '{}');
  });

  afterEach(async () => {
    end();
    await over;
    for (const server of servers) server.close().closeAllConnections();
    rmSync(workspaceRoot, { recursive: true });
  });

  it('says that Prometheus is missing', async () => {
    expect(await run()).toMatch(/Prometheus is missing: apt-get install prometheus/);
  });

  it('says what it does not understand', async () => {
    expect(await run('--adnim=x')).toMatch(/Unknown option '--adnim'. Did you mean --admin\?/);
  });

  it('is wired to the command line', async () => {
    const { complaint, exitCode } = await runMain(['.', '--fast'], () => import('./main.ts'));
    expect(complaint).toContain("Unknown option '--fast'");
    expect(exitCode).toBe(2);
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.removeAllListeners(signal);
  });

  describe('where Prometheus is installed', () => {
    beforeEach(() => {
      standInProgram(workspaceRoot, 'prometheus', PROMETHEUS);
    });

    const answer = (answers: object): void => {
      write('prometheus.json', JSON.stringify(answers));
    };

    it('has it ask the services that it is told of, and those that are served, as they come and go', async () => {
      const shop = await admin({ name: 'shop', version: '1' });
      const other = await admin({ hello: 'world' });
      void run(`--admin=http://${shop.address}`, `--admin=${other.address}`);
      await printed(`shop at ${shop.address} is watched.`);
      await printed('a complaint');
      const label = (address: string) => ({
        job: 'shop',
        namespace: 'local',
        pod: `shop-${address.replace(/.*:/, '')}`,
      });
      expect(readJson('targets.json')).toEqual([{ targets: [shop.address], labels: label(shop.address) }]);
      expect(readJson('prometheus.json')).toMatchObject({ rule_files: [join(folder(), 'rules/*.json')] });
      expect(readJson('rules/shop.json')).toMatchObject({ groups: [{ interval: '5s' }, { interval: '5s' }] });

      await shop.stop();
      await printed(`shop at ${shop.address} does not answer any more.`);
      expect(readJson('targets.json')).toHaveLength(1);
      expect(await page('/metrics')).toBe('kube_deployment_spec_replicas{deployment="shop",namespace="local"} 1\n');
      expect(await page('/')).toContain('does not answer');

      const again = await admin({ name: 'shop', version: '2' });
      const third = await admin({ name: 'shop', version: '2' });
      write('.nx/serve/shop.admin', again.address);
      write('.nx/serve/shop.log', 'no address');
      symlinkSync('nowhere', join(workspaceRoot, '.nx/serve/gone.admin'));
      write('.nx/serve/third.admin', third.address);
      await printed(`shop at ${again.address} is watched.`);
      await printed(`shop at ${third.address} is watched.`);
      expect(readJson('targets.json')).toEqual(
        [again, third]
          .map(({ address }) => ({ targets: [address], labels: label(address) }))
          .toSorted((a, b) => String(a.targets).localeCompare(String(b.targets))),
      );
      expect(await page('/metrics')).toContain('} 2');
    });

    it('says that there is none yet, and what Prometheus complains of', async () => {
      void run();
      await printed('No service runs here yet: npx nx serve <service>');
      await printed('Prometheus: level=error msg="a complaint"');
      expect(await page('/')).toContain('None yet: <code>npx nx serve &lt;service&gt;</code>');
      expect(lines.join('\n')).toMatch(/^Grafana {5}is not installed \(https:\/\/grafana.com\/grafana\/download\)/m);
    });

    it('leaves nothing behind', async () => {
      void run();
      await printed('a complaint');
      const [used, prometheus] = [folder(), urlOf('Prometheus')];
      expect((await fetch(prometheus)).status).toBe(200);
      end();
      expect(await over).toBeUndefined();
      expect(existsSync(used)).toBe(false);
      await expect(fetch(prometheus)).rejects.toThrow('fetch failed');
      await expect(page('/')).rejects.toThrow('fetch failed');
    });

    it('takes other ports where somebody listens on those that people know', async () => {
      const taken = [9090, 9091].map((port) =>
        createServer()
          .on('error', () => undefined)
          .listen(port, '127.0.0.1'),
      );
      servers.push(...taken);
      void run();
      await printed('a complaint');
      expect([urlOf('Prometheus'), urlOf('Services')].map((url) => /:909[01]$/.test(url))).toEqual([false, false]);
    });

    it('ends where Prometheus does', async () => {
      standInProgram(workspaceRoot, 'prometheus', 'process.exitCode = 3;');
      expect(await run()).toBe('Error: Prometheus ended: exit code 3.');
    });

    it('shows what fires, what is to be done, and how services do', async () => {
      const alert = (state: string, service: string) => ({
        state,
        activeAt: '2026-01-02T12:00:00Z',
        labels: { alertname: 'TargetAbsent', severity: 'page', service },
        annotations: {
          summary: `No pod of ${service} answers.`,
          runbook_url: 'https://x/blob/main/docs/runbooks/target-absent.md',
        },
      });
      answer({
        alerts: [alert('pending', 'other'), alert('firing', 'shop')],
        ranges: {
          'job:http_requests:rate5m': [{ metric: { job: 'shop', namespace: 'local' }, values: points('1', '2') }],
        },
      });
      const shop = await admin({ name: 'shop', version: '1.2.3' });
      void run(`--admin=${shop.address}`);
      await printed('is watched');
      await printed('a complaint');
      const home = await page('/');
      expect(home).toMatch(
        /class="missed">firing<.*No pod of shop answers.*<code>docs\/runbooks\/target-absent.md<.*class="advised">pending</s,
      );
      expect(home).toMatch(/<a href="\/shop">shop<\/a>.*class="met">up<.*1\.2\.3.*npx nx logs shop/s);
      expect(home).toMatch(/<figcaption>Requests .*a second.*shop, local.*<polyline/s);
      const own = await page('/shop');
      expect(own).toContain('No pod of shop answers.');
      expect(own).not.toContain('No pod of other answers.');
    });

    it('draws the panels of a service, with numbers that people read', async () => {
      answer({
        ranges: {
          'sum by (route) (rate(http_requests_total{job="shop", namespace=~".*", instance=~".*"}[15s]))': [
            { metric: { route: '/a' }, values: points('1', 'NaN', '3') },
            { metric: {}, values: points('2', '2', '2') },
          ],
          process_resident_memory_bytes: [
            { metric: { instance: 'x' }, values: points(...Array.from({ length: 40 }, () => '250000000')) },
          ],
          'job:slo_availability_budget_left:ratio30d': [
            { metric: { namespace: 'local' }, values: points('1', '0.98765') },
          ],
          'job:slo_latency_budget_left:ratio30d': [{ metric: { namespace: 'local' }, values: points('NaN') }],
        },
      });
      void run();
      await printed('a complaint');
      const html = await page('/shop');
      expect(html).toContain('<h2>Saturation</h2>');
      expect(html).toMatch(
        /Requests <small>a second<\/small> <span class="key key-0">\/a<\/span> <span class="key key-1"><\/span>/,
      );
      expect(html).toMatch(/Memory <small>MB<\/small>.*>200</s);
      expect(html).toContain('<figcaption>Availability budget left</figcaption><p><strong>98.77</strong> % local</p>');
      expect(html).toContain('<figcaption>Latency budget left</figcaption><p>nothing yet</p>');
      expect(html).toContain('<figcaption>Restarts</figcaption><p>nothing yet</p>');
      expect(html).toContain('The last 15 minutes');
      expect(await page('/shop?minutes=60')).toContain('The last 60 minutes');
    });

    it('shows nothing while Prometheus does not answer, and says what is not there', async () => {
      answer({ status: 503 });
      void run();
      await printed('a complaint');
      expect(await page('/')).toContain('No alert fires.');
      expect((await fetch(`${urlOf('Services')}/nobody`)).status).toBe(404);
      write('prometheus.json', '{"alerts": 7}');
      const wrong = await fetch(urlOf('Services'));
      expect([wrong.status, await wrong.text()]).toEqual([
        500,
        expect.stringContaining('expected array, received number'),
      ]);
    });

    it('shows nothing while Prometheus starts', async () => {
      standInProgram(workspaceRoot, 'prometheus', 'setInterval(() => undefined, 1000);');
      void run();
      await printed('No service runs here yet');
      expect(await page('/')).toContain('No alert fires.');
    });

    it('tells Grafana where it is at home, where packages put it there', async () => {
      standInProgram(workspaceRoot, 'grafana', GRAFANA);
      const homes = ['/nowhere', workspaceRoot, tmpdir()];
      const { command } = await planGrafana('/a', { PATH: workspaceRoot }, homes);
      expect(command).toEqual(['grafana', 'server', `--homepath=${workspaceRoot}`]);
    });

    it.each([
      ['grafana', ['server']],
      ['grafana-server', []],
    ])('starts %s where it is installed, with the dashboards in place', async (name, words) => {
      standInProgram(workspaceRoot, name, GRAFANA);
      void run();
      const calls = join(workspaceRoot, `${name}.calls`);
      while (!existsSync(calls) || !readFileSync(calls, 'utf8').includes('GF_')) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      await printed('a complaint');
      const [said, env] = readFileSync(calls, 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown);
      expect(said).toEqual(words);
      expect(env).toMatchObject({
        GF_PATHS_PROVISIONING: join(folder(), 'provisioning'),
        GF_SERVER_HTTP_PORT: /\d+$/.exec(urlOf('Grafana'))?.[0],
      });
      expect(readJson('provisioning/datasources/prometheus.yaml')).toMatchObject({
        datasources: [{ type: 'prometheus', url: urlOf('Prometheus'), isDefault: true }],
      });
      expect(readJson('provisioning/dashboards/services.yaml')).toMatchObject({
        providers: [{ type: 'file', options: { path: join(folder(), 'dashboards') } }],
      });
      expect(readJson('dashboards/shop.json')).toMatchObject({ uid: 'shop' });
      expect(readJson('dashboards/overview.json')).toMatchObject({ title: 'All services' });
      expect(await page('/')).toContain(`<a href="${urlOf('Grafana')}">Grafana</a>`);
    });
  });
});
