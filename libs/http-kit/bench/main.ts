import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { load } from './load.ts';

/**
 * What the chassis costs: a stored body served by it, with logs (to /dev/null), metrics and request ids on, against the
 * same bytes from bare `node:http` and from bare express. Run: `node bench/main.ts [bytes]`; about 20 seconds.
 */
const KINDS = ['bare', 'express', 'chassis'] as const;
const ROUNDS = 5;
const CONNECTIONS = 32;
const WARM_UP_MS = 400;
const MEASURED_MS = 600;

const bytes = process.argv[2] ?? '1500';
const server = fileURLToPath(new URL('server.ts', import.meta.url));
const nowhere = openSync('/dev/null', 'w');

interface Measured {
  readonly cpuMicros: number;
  readonly perSecond: number;
}

async function measure(kind: string): Promise<Measured> {
  const child = fork(server, [kind, bytes], { stdio: ['ignore', nowhere, 'inherit', 'ipc'] });
  try {
    const { url } = await told<{ url: string }>(child);
    await load(`${url}/hello`, CONNECTIONS, WARM_UP_MS);
    const before = await cpuMicros(child);
    const count = await load(`${url}/hello`, CONNECTIONS, MEASURED_MS);
    const after = await cpuMicros(child);
    return { cpuMicros: (after - before) / count, perSecond: count / (MEASURED_MS / 1000) };
  } finally {
    child.kill('SIGKILL');
  }
}

async function told<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

function cpuMicros(child: ChildProcess): Promise<number> {
  child.send('cpu');
  return told<{ cpuMicros: number }>(child).then((message) => message.cpuMicros);
}

const best = new Map<string, Measured>();
for (let round = 0; round < ROUNDS; round += 1) {
  for (const kind of KINDS) {
    const measured = await measure(kind);
    const before = best.get(kind);
    if (before === undefined || measured.cpuMicros < before.cpuMicros) best.set(kind, measured);
  }
}

const bare = best.get('bare')?.cpuMicros ?? 0;
console.log(`A stored body of ${bytes} bytes, ${CONNECTIONS} connections, the best of ${ROUNDS} rounds:\n`);
for (const [kind, { cpuMicros: cpu, perSecond }] of best) {
  console.log(
    `  ${kind.padEnd(8)} ${cpu.toFixed(1).padStart(6)} µs CPU/request  ${perSecond.toFixed(0).padStart(6)} requests/s  ${(cpu / bare).toFixed(2)}x`,
  );
}
