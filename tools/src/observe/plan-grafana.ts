import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { overviewDashboard } from '../observability/dashboards/overview-dashboard.ts';
import { serviceDashboard } from '../observability/dashboards/service-dashboard.ts';
import type { Subject } from '../observability/subject.ts';
import { isInstalled } from '../program/is-installed.ts';
import { preferredPort } from './preferred-port.ts';
import { SCRAPE_SECONDS } from './write-files.ts';

/** How Grafana is run, where it is installed. */
export interface GrafanaPlan {
  readonly url: string | undefined;
  /** What people are told of it. */
  readonly says: string;
  /** What starts it; unset where it is not installed. */
  readonly command: readonly [program: string, ...words: string[]] | undefined;
  readonly env: Readonly<Record<string, string>>;
  /** What it reads, by paths in the folder. */
  readonly filesFor: (prometheusUrl: string, subjects: readonly Subject[]) => Readonly<Record<string, string>>;
}

const MISSING =
  'is not installed (https://grafana.com/grafana/download): the pages of the services have the same graphs';

const NONE: GrafanaPlan = { url: undefined, says: MISSING, command: undefined, env: {}, filesFor: () => ({}) };

/** Its programs: the one of today, and that of before version 9.4. */
const PROGRAMS = [
  ['grafana', ['server']],
  ['grafana-server', []],
] as const;

/** Where packages put what belongs to it: Debian's and RPM's, then Homebrew's. */
const HOMES = ['/usr/share/grafana', '/opt/homebrew/share/grafana', '/usr/local/share/grafana'];

/**
 * @param folder where its files are, and its data
 * @param homes where it may be at home: the first that is there
 */
export async function planGrafana(
  folder: string,
  env: NodeJS.ProcessEnv,
  homes: readonly string[] = HOMES,
): Promise<GrafanaPlan> {
  const [program] = PROGRAMS.filter(([name]) => isInstalled(name, String(env.PATH)));
  if (program === undefined) return NONE;
  const [name, words] = program;
  const home = homes.filter((path) => existsSync(path)).slice(0, 1);
  const port = await preferredPort(3001);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    says: `${url}, with the dashboards of all services`,
    command: [name, ...words, ...home.map((path) => `--homepath=${path}`)],
    env: variables(folder, port),
    filesFor: (prometheusUrl, subjects) => ({ ...provisioning(folder, prometheusUrl), ...dashboards(subjects) }),
  };
}

/** Whoever is at this machine may do everything; nothing is asked of or told to the internet. */
const variables = (folder: string, port: number): Readonly<Record<string, string>> => ({
  GF_PATHS_DATA: join(folder, 'grafana'),
  GF_PATHS_LOGS: join(folder, 'grafana/log'),
  GF_PATHS_PLUGINS: join(folder, 'grafana/plugins'),
  GF_PATHS_PROVISIONING: join(folder, 'provisioning'),
  GF_SERVER_HTTP_ADDR: '127.0.0.1',
  GF_SERVER_HTTP_PORT: String(port),
  GF_AUTH_ANONYMOUS_ENABLED: 'true',
  GF_AUTH_ANONYMOUS_ORG_ROLE: 'Admin',
  GF_AUTH_DISABLE_LOGIN_FORM: 'true',
  GF_ANALYTICS_REPORTING_ENABLED: 'false',
  GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
  GF_DASHBOARDS_DEFAULT_HOME_DASHBOARD_PATH: join(folder, 'dashboards/overview.json'),
  GF_LOG_LEVEL: 'error',
});

/** https://grafana.com/docs/grafana/latest/administration/provisioning/; JSON is YAML. */
const provisioning = (folder: string, prometheusUrl: string): Readonly<Record<string, string>> => ({
  'provisioning/datasources/prometheus.yaml': JSON.stringify({
    apiVersion: 1,
    datasources: [
      {
        name: 'Prometheus',
        type: 'prometheus',
        uid: 'prometheus',
        access: 'proxy',
        url: prometheusUrl,
        isDefault: true,
        jsonData: { timeInterval: `${SCRAPE_SECONDS}s` },
      },
    ],
  }),
  'provisioning/dashboards/services.yaml': JSON.stringify({
    apiVersion: 1,
    providers: [{ name: 'services', type: 'file', options: { path: join(folder, 'dashboards') } }],
  }),
});

const dashboards = (subjects: readonly Subject[]): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [
      ...subjects.slice(0, 1).map(({ platform }) => ['overview', overviewDashboard(platform)] as const),
      ...subjects.map((subject) => [subject.service.name, serviceDashboard(subject)] as const),
    ].map(([name, dashboard]) => [`dashboards/${name}.json`, JSON.stringify(dashboard)]),
  );
