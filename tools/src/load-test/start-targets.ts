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
const ATTEMPTS = 3;
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
  const startOne = async (attempts: number): Promise<Target> => {
    const [port, adminPort] = await Promise.all([freePort(), freePort()]); // at once, so that they differ
    const listening = { HOST: '127.0.0.1', PORT: String(port), ADMIN_PORT: String(adminPort), DRAIN_DELAY_MS: '0' };
    const child = spawn(process.execPath, [bundle], {
      env: { PATH: process.env.PATH, ...listening, ...env },
      stdio: ['ignore', output, output],
    });
    children.push(child);
    const target = { url: new URL(`http://127.0.0.1:${port}`), admin: new URL(`http://127.0.0.1:${adminPort}`) };
    if (await becomesReady(child, target.admin)) {
      child.on('exit', tell);
      return target;
    }
    // somebody else may take a port between the look at it and the start
    if (attempts > 1 && lastLines(log).includes('EADDRINUSE')) return startOne(attempts - 1);
    throw new Failure(`The bundle did not become ready. ${lastLines(log)}`);
  };
  const targets: Target[] = [];
  try {
    for (let index = 0; index < count; index += 1) targets.push(await startOne(ATTEMPTS));
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

async function becomesReady(child: ChildProcess, admin: URL): Promise<boolean> {
  const deadline = performance.now() + START_MS;
  while (performance.now() < deadline && isAlive(child)) {
    if ((await statusOf(new URL('/readyz', admin).href)) === 200) return true;
    await sleep(50);
  }
  return false;
}
