import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';

import { type Counts, jestCounts } from './jest-counts.ts';
import type { Step } from './steps.ts';

export interface VerifyOptions {
  readonly suites: Readonly<Record<string, readonly Step[]>>;
  readonly workspaceRoot: string;
  readonly print: (line: string) => void;
}

/**
 * Runs every step of a suite, also after one that failed, and ends with the line `N passed, N failed`.
 *
 * A step counts as one check; where it runs tests, each of these counts too.
 *
 * @param name the suite's name
 * @returns the exit code: 0, 1 when something failed, 2 when there is no such suite
 */
export async function verify(name: string | undefined, options: VerifyOptions): Promise<number> {
  const { suites, print } = options;
  const steps = suites[name ?? ''];
  if (steps === undefined) {
    print(`There is no suite "${name ?? ''}": name one of ${Object.keys(suites).join(', ')}.`);
    return 2;
  }
  const total = { passed: 0, failed: 0 };
  for (const step of steps) {
    print(`\n── ${step.name}`);
    const started = performance.now();
    const { passed, failed } = await runStep(step, options.workspaceRoot);
    total.passed += passed;
    total.failed += failed;
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    print(`── ${step.name}: ${failed === 0 ? 'passed' : 'FAILED'} (${seconds} s)`);
  }
  print(`\n${total.passed} passed, ${total.failed} failed`);
  return total.failed === 0 ? 0 : 1;
}

async function runStep({ command, results }: Step, workspaceRoot: string): Promise<Counts> {
  if (results === undefined) {
    const ok = await succeeds(command, workspaceRoot);
    return { passed: Number(ok), failed: Number(!ok) };
  }
  const coverage = join(workspaceRoot, 'coverage');
  // other reports stay: the scorecard reads them
  for (const report of globSync(`**/${results}`, { cwd: coverage })) rmSync(join(coverage, report));
  const succeeded = await succeeds(command, workspaceRoot);
  const tests = jestCounts(coverage, results);
  // A failed test speaks for the step; the step fails by itself for too little coverage, or when nothing ran.
  const ok = succeeded && tests.passed > 0;
  return { passed: tests.passed + Number(ok), failed: tests.failed + Number(!ok && tests.failed === 0) };
}

async function succeeds([program, ...words]: Step['command'], cwd: string): Promise<boolean> {
  const bin = join(cwd, 'node_modules/.bin');
  const child = spawn(program, words, {
    cwd,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32', // the programs are .cmd files there
    env: { ...process.env, PATH: [bin, process.env.PATH].join(delimiter) },
  });
  const [code] = (await once(child, 'close')) as [number | null];
  return code === 0;
}
