import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { load } from './load.ts';
import { median } from './median.ts';

/**
 * What the chassis costs: a stored body served by it, with logs (to /dev/null), metrics and request ids on, against the
 * same bytes from bare `node:http` and from bare express. Run: `node bench/inbound.ts [bytes]`; about 20 seconds.
 *
 * The servers run side by side and are asked in turn, in short slices: what else the machine does meanwhile weighs on all
 * of them alike, and medians leave out what does not.
 */
const KINDS = ['bare', 'express', 'chassis'] as const;
const SLICES = 40;
const SLICE_MS = 120;
const WARM_UP_MS = 1000;
const CONNECTIONS = 32;

const bytes = process.argv[2] ?? '1500';
const server = fileURLToPath(new URL('server.ts', import.meta.url));
const nowhere = openSync('/dev/null', 'w');

interface Slice {
  readonly cpuMicros: number;
  readonly perSecond: number;
}

interface Target {
  readonly kind: string;
  readonly child: ChildProcess;
  readonly url: string;
  readonly slices: Slice[];
}

async function start(kind: string): Promise<Target> {
  const child = fork(server, [kind, bytes], { stdio: ['ignore', nowhere, 'inherit', 'ipc'] });
  const { url } = await told<{ readonly url: string }>(child);
  await load(`${url}/hello`, CONNECTIONS, WARM_UP_MS);
  return { kind, child, url, slices: [] };
}

async function measure({ child, url, slices }: Target): Promise<void> {
  const before = await cpuMicros(child);
  const count = await load(`${url}/hello`, CONNECTIONS, SLICE_MS);
  const after = await cpuMicros(child);
  slices.push({ cpuMicros: (after - before) / count, perSecond: (count / SLICE_MS) * 1000 });
}

async function told<T>(child: ChildProcess): Promise<T> {
  const [message] = (await once(child, 'message')) as [T];
  return message;
}

function cpuMicros(child: ChildProcess): Promise<number> {
  child.send('cpu');
  return told<{ readonly cpuMicros: number }>(child).then((message) => message.cpuMicros);
}

const [bare, ...others] = [await start(KINDS[0]), await start(KINDS[1]), await start(KINDS[2])] as const;
const targets = [bare, ...others];
for (let slice = 0; slice < SLICES; slice += 1) {
  for (const target of targets) await measure(target);
}

console.log(`A stored body of ${bytes} bytes, ${CONNECTIONS} connections, medians of ${SLICES} slices:\n`);
for (const { kind, child, slices } of targets) {
  const ratio = median(slices.map(({ cpuMicros: cpu }, index) => cpu / (bare.slices[index]?.cpuMicros ?? 1)));
  const cpu = median(slices.map((slice) => slice.cpuMicros)).toFixed(1);
  const rate = median(slices.map((slice) => slice.perSecond)).toFixed(0);
  console.log(
    `  ${kind.padEnd(8)} ${cpu.padStart(6)} µs CPU/request  ${rate.padStart(6)} requests/s  ${ratio.toFixed(2)}x`,
  );
  child.kill('SIGKILL');
}
