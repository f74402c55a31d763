import { join, relative, resolve } from 'node:path';

import { exitCodeOf } from '../program/exit-code-of.ts';
import { printLogs } from './print-logs.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const root = relative(workspaceRoot, resolve(...process.argv.slice(2, 3)));
const over = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    over.abort();
  });
}

process.exitCode = await exitCodeOf(
  () =>
    printLogs(root, process.argv.slice(3), {
      workspaceRoot,
      env: process.env,
      stdin: process.stdin,
      stdout: process.stdout,
      complain: console.error,
      now: Date.now(),
      signal: over.signal,
      everyMs: 2000,
      patienceMs: 500,
    }),
  console.error,
);
