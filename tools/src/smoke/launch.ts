import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A service that was started. */
export interface Launched {
  readonly process: ChildProcess;
  readonly withinMs: number;
  output(): string;
  /** The exit code; null when a signal, or the time limit, ended it. */
  exit(): Promise<number | null>;
  failure(what: string): Error;
}

/**
 * Starts a bundle with these settings and no others.
 *
 * @param withinMs how long its start, and its exit, may take
 * @param nodeOptions what Node is told before the bundle
 */
export function launch(
  entry: string,
  withinMs: number,
  settings: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
): Launched {
  const child = spawn(process.execPath, [...nodeOptions, entry], { env: { PATH: process.env.PATH, ...settings } });
  const chunks: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk: string) => chunks.push(chunk));
  }
  const closed = once(child, 'close').then(([code]) => code as number | null);
  return {
    process: child,
    withinMs,
    output: () => chunks.join(''),
    exit: () => {
      const limit = setTimeout(() => child.kill('SIGKILL'), withinMs);
      return closed.finally(() => {
        clearTimeout(limit);
      });
    },
    failure: (what) => new Error(`${entry} ${what}; it printed:\n${chunks.join('')}`),
  };
}

/**
 * Asks again and again.
 *
 * @throws what failed and what the service printed, where it ends or the time is over before that holds
 */
export async function until(holds: () => Promise<boolean>, service: Launched, what: string): Promise<void> {
  const deadline = performance.now() + service.withinMs;
  while (performance.now() < deadline && service.process.exitCode === null) {
    if (await holds()) return;
    await sleep(25);
  }
  throw service.failure(what);
}

/** The status of an answer; 0 where there is none. */
export async function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    ({ status }) => status,
    () => 0,
  );
}

/** A port of this machine that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // it listens on a port, not on a pipe
  server.close();
  return port;
}
