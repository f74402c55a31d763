import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Failure } from '../program/failure.ts';
import { freePort, statusOf } from '../smoke/launch.ts';

/** A process that is loaded. */
export interface Target {
  readonly url: URL;
  /** Its admin port; undefined where that is not known. */
  readonly admin: URL | undefined;
}

export interface Targets extends AsyncDisposable {
  readonly targets: readonly Target[];
  /** What was loaded, for the report. */
  readonly what: string;
  /** Aborts, with a Failure, where one of them ends before it is told to. */
  readonly ended: AbortSignal;
}

const START_MS = 20_000;
const LAST_LINES = 10;

export interface StartOptions {
  /** The service's folder. */
  readonly folder: string;
  readonly count: number;
  /** Variables beside the ports. */
  readonly env: NodeJS.ProcessEnv;
  /** The file that gets what they print. */
  readonly log: string;
}

/**
 * Starts a bundle, as often as that is said, each on free ports.
 *
 * @throws Failure where there is no bundle, or one does not become ready, with its last lines
 */
export async function startTargets({ folder, count, env, log }: StartOptions): Promise<Targets> {
  const bundle = join(folder, 'dist/main.js');
  if (!existsSync(bundle)) throw new Failure(`${bundle} is missing. Build the service first: npx nx build <service>.`);
  mkdirSync(dirname(log), { recursive: true });
  const output = openSync(log, 'w');
  const children: ChildProcess[] = [];
  const early = new AbortController();
  const tell = (code: number | null, signal: string | null): void => {
    early.abort(new Failure(`The bundle ended under load, by ${signal ?? `exit code ${code}`}. ${lastLines(log)}`));
  };
  const stop = async (): Promise<void> => {
    for (const child of children.filter(isAlive)) {
      child.off('exit', tell);
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
  };
  const targets: Target[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      const [port, adminPort] = await Promise.all([freePort(), freePort()]); // at once, so that they differ
      const listening = { HOST: '127.0.0.1', PORT: String(port), ADMIN_PORT: String(adminPort), DRAIN_DELAY_MS: '0' };
      const child = spawn(process.execPath, [bundle], {
        env: { PATH: process.env.PATH, ...listening, ...env },
        stdio: ['ignore', output, output],
      });
      children.push(child.on('exit', tell));
      const target = { url: new URL(`http://127.0.0.1:${port}`), admin: new URL(`http://127.0.0.1:${adminPort}`) };
      await ready(child, target.admin, log);
      targets.push(target);
    }
  } catch (error) {
    await stop();
    throw error;
  }
  const what = count === 1 ? 'the bundle, one process' : `the bundle, ${count} processes`;
  return { targets, what, ended: early.signal, [Symbol.asyncDispose]: stop };
}

/** What a signal ended has no exit code. */
const isAlive = ({ exitCode, signalCode }: ChildProcess): boolean => exitCode === null && signalCode === null;

const lastLines = (log: string): string =>
  `The end of ${log}:\n${readFileSync(log, 'utf8').trimEnd().split('\n').slice(-LAST_LINES).join('\n')}`;

async function ready(child: ChildProcess, admin: URL, log: string): Promise<void> {
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline && isAlive(child)) {
    if ((await statusOf(new URL('/readyz', admin).href)) === 200) return;
    await sleep(50);
  }
  throw new Failure(`The bundle did not become ready. ${lastLines(log)}`);
}
