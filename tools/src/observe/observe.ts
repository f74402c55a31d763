import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { listServices } from '../descriptor/list-services.ts';
import { readPlatform } from '../descriptor/read-platform.ts';
import { type Subject, subjectOf } from '../observability/subject.ts';
import { Failure } from '../program/failure.ts';
import { isInstalled } from '../program/is-installed.ts';
import { parseOptions } from '../program/parse-options.ts';
import { type RunningProcess, runProcess } from '../serve/run-process.ts';
import { filesOn } from '../workspace/files.ts';
import { askPrometheus } from './ask-prometheus.ts';
import { createFinder, type Finder } from './create-finder.ts';
import { planGrafana } from './plan-grafana.ts';
import { preferredPort } from './preferred-port.ts';
import { startPages } from './start-pages.ts';
import { targetsText, writeFiles, writePrometheusFiles } from './write-files.ts';

const USAGE = "npx nx observe [--admin=<host:port of a service's admin port>]…";
const OPTIONS = { admin: { type: 'string', multiple: true } } as const;

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** Resolves when it is to end. */
  readonly end: Promise<unknown>;
  /** Where admin ports are looked for, beside those that `nx serve` and the command line tell: `localhost:9000`. */
  readonly usual: readonly string[];
  /** How often it is looked which services there are, ms. */
  readonly everyMs: number;
}

/**
 * Watches the services that run on this machine, by Prometheus, with their alerts and dashboards, until it is told to end. Nothing is left then.
 *
 * @param words what was said on the command line
 * @throws Failure, DescriptionError
 */
export async function observe(words: readonly string[], surroundings: Surroundings): Promise<void> {
  const { admin = [] } = parseOptions(words, OPTIONS, USAGE);
  const { workspaceRoot, env, usual } = surroundings;
  if (!isInstalled('prometheus', String(env.PATH))) {
    throw new Failure('Prometheus is missing: apt-get install prometheus, or brew install prometheus.');
  }
  const files = filesOn(workspaceRoot);
  const platform = readPlatform(files);
  const subjects = listServices(files).map((service) => subjectOf(service, platform, files));
  const folder = mkdtempSync(join(tmpdir(), 'observe-'));
  try {
    const finder = createFinder(workspaceRoot, [
      ...usual,
      ...admin.map((address) => address.replace(/^http:\/\//, '')),
    ]);
    await watch(folder, subjects, finder, surroundings);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function watch(
  folder: string,
  subjects: readonly Subject[],
  finder: Finder,
  surroundings: Surroundings,
): Promise<void> {
  const { env, print, end, everyMs } = surroundings;
  const prometheusPort = await preferredPort(9090);
  const prometheusUrl = `http://127.0.0.1:${prometheusPort}`;
  const grafana = await planGrafana(folder, env);
  const links = { Prometheus: prometheusUrl, ...(grafana.url !== undefined && { Grafana: grafana.url }) };
  const pages = await startPages({
    subjects,
    finder,
    prometheus: askPrometheus(prometheusUrl),
    links,
    hint: grafana.says,
  });
  writePrometheusFiles(folder, subjects, pages.address);
  writeFiles(folder, grafana.filesFor(prometheusUrl, subjects));

  const start = (name: string, command: readonly [string, ...string[]], more: NodeJS.ProcessEnv): RunningProcess =>
    runProcess({
      name,
      command,
      cwd: folder,
      env: { ...env, ...more },
      log: join(folder, `${name}.log`),
      onLine: (line) => {
        print(`${name}: ${line}`);
      },
    });
  const running = [start('Prometheus', prometheusCommand(folder, prometheusPort), {})];
  if (grafana.command !== undefined) running.push(start('Grafana', grafana.command, grafana.env));
  print(`Services    ${pages.url}`);
  print(`Prometheus  ${prometheusUrl}`);
  print(`Grafana     ${grafana.says}`);

  const over = new AbortController();
  const looking = keepLooking(folder, finder, { print, everyMs, signal: over.signal });
  const ended = running.map(async ({ name, ended: how }) => `${name} ended: ${await how}.`);
  const why = await Promise.race([end.then(() => undefined), ...ended]);
  over.abort();
  await Promise.all([looking, pages.close(), ...running.map(({ stop }) => stop())]);
  if (why !== undefined) throw new Failure(why);
}

const prometheusCommand = (folder: string, port: number): readonly [string, ...string[]] => [
  'prometheus',
  `--config.file=${join(folder, 'prometheus.json')}`,
  `--storage.tsdb.path=${join(folder, 'data')}`,
  `--web.listen-address=127.0.0.1:${port}`,
  '--log.level=error',
];

interface Looking {
  readonly print: (line: string) => void;
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/** Looks again and again which services there are, tells Prometheus, and says what came and went. */
async function keepLooking(folder: string, finder: Finder, { print, everyMs, signal }: Looking): Promise<void> {
  let told = '';
  let before = new Set<string>();
  for (let turn = 0; !signal.aborted; turn += 1) {
    const found = await finder.look();
    const text = targetsText(found);
    if (text !== told) writeFiles(folder, { 'targets.json': text });
    told = text;
    const now = new Set(found.filter(({ isUp }) => isUp).map(({ name, address }) => `${name} at ${address}`));
    for (const one of [...now].filter((each) => !before.has(each))) print(`${one} is watched.`);
    for (const one of [...before].filter((each) => !now.has(each))) print(`${one} does not answer any more.`);
    if (turn === 0 && now.size === 0)
      print('No service runs here yet: npx nx serve <service>, in another terminal, will be found.');
    before = now;
    await sleep(everyMs, undefined, { signal }).catch(() => undefined);
  }
}
