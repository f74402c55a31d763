import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { Service } from '../descriptor/service-schema.ts';
import { Failure } from '../program/failure.ts';
import { parseOptions } from '../program/parse-options.ts';
import { filesOn } from '../workspace/files.ts';
import { choosePorts } from './choose-ports.ts';
import { type Addresses, environmentOf } from './environment-of.ts';
import { logOf } from './log-of.ts';
import { planRedis } from './plan-redis.ts';
import { rememberPorts } from './remember-ports.ts';
import { type ProcessOptions, type RunningProcess, runProcess } from './run-process.ts';
import { servicesFor } from './services-for.ts';
import { isToPlay, type Play, startPlay } from './start-play.ts';
import { whereThingsAre } from './where-things-are.ts';

const USAGE = '[PORT=<port>] [ADMIN_PORT=<port>] npx nx serve <service>';

/** Runs the sources, and again after each change. */
const WATCH = [process.execPath, '--watch', '--watch-preserve-output', 'src/main.ts'] as const;

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly env: NodeJS.ProcessEnv;
  readonly print: (line: string) => void;
  /** Makes a service's line one for people. */
  readonly pretty: (line: string) => string;
  /** Resolves when the run is to end. */
  readonly end: Promise<unknown>;
}

/**
 * Runs a service from its sources, and what it depends on, until it is told to end.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what was said on the command line after the folder
 * @throws Failure, DescriptionError
 */
export async function serve(root: string, words: readonly string[], surroundings: Surroundings): Promise<void> {
  parseOptions(words, {}, USAGE);
  const { workspaceRoot, env, print } = surroundings;
  const services = servicesFor(root, filesOn(workspaceRoot));
  const redis = await planRedis(services, env);
  const addresses = { ports: await choosePorts(services, env), redisUrl: redis?.url, workspaceRoot };
  const play = await playFor(services, addresses, surroundings);
  const told = { ...env, ...play?.variables };
  for (const line of whereThingsAre(services, addresses, redis, told)) print(line);
  if (play) print(play.says);

  const parts = services.map((service) => ({
    name: service.name,
    command: WATCH,
    cwd: join(workspaceRoot, 'apps', service.name),
    env: environmentOf(service, addresses, told),
  }));
  const command = redis?.command;
  const forgetPorts = rememberPorts(workspaceRoot, addresses.ports);
  try {
    await runAll(
      command === undefined ? parts : [{ name: 'redis', command, cwd: tmpdir(), env }, ...parts],
      play === undefined ? [] : [play.process],
      surroundings,
    );
  } finally {
    forgetPorts();
  }
}

/** The play of the service that was asked for, where it plays: it outlives each new start of the service. */
async function playFor(
  services: readonly Service[],
  { ports }: Addresses,
  { workspaceRoot, env, print }: Surroundings,
): Promise<Play | undefined> {
  const [service] = services.slice(-1).filter((last) => isToPlay(last, workspaceRoot, env));
  if (service === undefined) return undefined;
  const url = `http://localhost:${String(ports.get(service.name)?.port)}`;
  return startPlay(service, {
    workspaceRoot,
    env,
    url,
    onLine: (line) => {
      print(`play | ${line}`);
    },
  });
}

type Part = Pick<ProcessOptions, 'name' | 'command' | 'cwd' | 'env'>;

/** Starts all in their order, and ends them in the opposite one when it is time, or when the last ends by itself. */
async function runAll(
  parts: readonly Part[],
  before: readonly RunningProcess[],
  { workspaceRoot, print, pretty, end }: Surroundings,
): Promise<void> {
  const width = Math.max(...parts.map(({ name }) => name.length));
  const prefixOf = (name: string): string => (parts.length === 1 ? '' : `${name.padEnd(width)} | `);
  const started = parts.map((part) =>
    runProcess({
      ...part,
      log: join(workspaceRoot, logOf(part.name)),
      onLine: (line) => {
        for (const one of pretty(line).split('\n')) print(`${prefixOf(part.name)}${one}`);
      },
    }),
  );
  const running = [...before, ...started];
  let ending = false;
  for (const { name, ended } of running) {
    void ended.then((how) => {
      if (!ending) print(`${name} ended: ${how}.`);
    });
  }
  const own = running.slice(-1).map(({ ended }) => ended);
  const how = await Promise.race([end.then(() => undefined), ...own]);
  ending = true;
  for (const { stop } of running.toReversed()) await stop();
  if (how !== undefined) throw new Failure('The run is over.');
}
