import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent } from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

import { Failure } from '../program/failure.ts';
import { statusOf } from '../smoke/launch.ts';

export interface Ports {
  readonly port: number;
  readonly adminPort: number;
}

/** A process of the service, as a pod has one. */
export interface Instance {
  readonly ports: Ports;
  readonly url: URL;
  /** Its connections. */
  readonly agent: Agent;
  /** What it printed, with when: milliseconds of `performance.now()`. */
  readonly lines: readonly PrintedLine[];
  /** Resolves with its exit code, or with the signal that ended it. */
  readonly ended: Promise<number | string>;
  isReady(): Promise<boolean>;
  signal(name: NodeJS.Signals): void;
}

export interface PrintedLine {
  readonly at: number;
  readonly text: string;
}

export interface InstanceOptions {
  readonly bundle: string;
  readonly ports: Ports;
  readonly env: NodeJS.ProcessEnv;
  /** How long it may take to become ready. */
  readonly patienceMs: number;
  /** What Node is told before the bundle. */
  readonly nodeOptions?: readonly string[];
  /** The descriptor of what gets its standard output; else its lines are kept. */
  readonly stdout?: number;
}

const LAST_LINES = 10;

/**
 * Starts a bundle and waits until it is ready.
 *
 * @throws Failure where it does not become ready, with its last lines
 */
export async function startInstance(options: InstanceOptions): Promise<Instance> {
  const instance = launchInstance(options);
  const deadline = performance.now() + options.patienceMs;
  const goesOn = instance.ended.then(() => false);
  do {
    if (await instance.isReady()) return instance;
  } while (performance.now() < deadline && (await Promise.race([goesOn, sleep(25, true)])));
  instance.signal('SIGKILL');
  await instance.ended;
  const last = instance.lines.slice(-LAST_LINES).map(({ text }) => text);
  throw new Failure(`the bundle did not become ready; it printed: ${last.join('\n')}`);
}

function launchInstance({ bundle, ports, env, nodeOptions = [], stdout }: InstanceOptions): Instance {
  const { port, adminPort } = ports;
  const child = spawn(process.execPath, [...nodeOptions, bundle], {
    env: { PATH: process.env.PATH, HOST: '127.0.0.1', PORT: `${port}`, ADMIN_PORT: `${adminPort}`, ...env },
    stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
  });
  const lines: PrintedLine[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (input === null) continue;
    createInterface({ input }).on('line', (text) => lines.push({ at: performance.now(), text }));
  }
  const agent = new Agent({ keepAlive: true });
  const ended = once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
    agent.destroy();
    return code ?? String(signal);
  });
  return {
    ports,
    url: new URL(`http://127.0.0.1:${port}`),
    agent,
    lines,
    ended,
    isReady: async () => (await statusOf(`http://127.0.0.1:${adminPort}/readyz`)) === 200,
    signal: (name) => child.kill(name),
  };
}
