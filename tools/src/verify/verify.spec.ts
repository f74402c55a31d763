import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import type { Step } from './steps.ts';
import { verify } from './verify.ts';

const node = (script: string): Step['command'] => [process.execPath, '-e', script];
const writesResults = (passed: number, failed: number, exitCode: number): Step['command'] =>
  node(`const fs = require('node:fs');
    fs.mkdirSync('coverage/apps/a', { recursive: true });
    fs.writeFileSync('coverage/apps/a/results.json', JSON.stringify(
      { numPassedTests: ${passed}, numFailedTests: ${failed}, numRuntimeErrorTestSuites: 0 }));
    process.exitCode = ${exitCode};`);

describe('verify', () => {
  let workspaceRoot: string;
  const lines: string[] = [];
  const run = (steps: readonly Step[], name: string | undefined = 'suite'): Promise<number> =>
    verify(name, { suites: { suite: steps }, workspaceRoot, print: (line) => lines.push(line) });

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'verify-'));
    lines.length = 0;
  });

  afterEach(() => {
    rmSync(workspaceRoot, { recursive: true });
  });

  it('counts each step that succeeds', async () => {
    expect(await run([{ name: 'a', command: node('') }])).toBe(0);
    expect(lines.at(-1)).toBe('\n1 passed, 0 failed');
  });

  it('goes on after a step that failed, and fails as a whole', async () => {
    const steps = [
      { name: 'a', command: node('process.exit(3)') },
      { name: 'b', command: node('') },
    ];
    expect(await run(steps)).toBe(1);
    expect(lines.at(-1)).toBe('\n1 passed, 1 failed');
    expect(lines.join('\n')).toContain('a: FAILED');
  });

  it('counts the tests of a step that runs tests, and the step', async () => {
    expect(await run([{ name: 'test', command: writesResults(5, 0, 0), results: 'results.json' }])).toBe(0);
    expect(lines.at(-1)).toBe('\n6 passed, 0 failed');
  });

  it('counts failed tests once', async () => {
    expect(await run([{ name: 'test', command: writesResults(5, 2, 1), results: 'results.json' }])).toBe(1);
    expect(lines.at(-1)).toBe('\n5 passed, 2 failed');
  });

  it('counts the step as failed where every test passed but coverage did not', async () => {
    expect(await run([{ name: 'test', command: writesResults(5, 0, 1), results: 'results.json' }])).toBe(1);
    expect(lines.at(-1)).toBe('\n5 passed, 1 failed');
  });

  it('takes a test step that ran nothing for failed, whatever an earlier run left', async () => {
    mkdirSync(join(workspaceRoot, 'coverage'));
    writeFileSync(join(workspaceRoot, 'coverage/results.json'), '{"numPassedTests":9}');
    expect(await run([{ name: 'test', command: node(''), results: 'results.json' }])).toBe(1);
    expect(lines.at(-1)).toBe('\n0 passed, 1 failed');
  });

  it('names the suites there are when asked for another', async () => {
    expect(await run([], 'nightly')).toBe(2);
    expect(lines).toEqual(['There is no suite "nightly": name one of suite.']);
    expect(await verify(undefined, { suites: {}, workspaceRoot, print: (line) => lines.push(line) })).toBe(2);
  });

  it('is wired to the command line', async () => {
    const print = jest.spyOn(console, 'log').mockReturnValue();
    const { argv, exitCode } = process;
    process.argv = [...argv.slice(0, 2), 'nightly'];
    await import('./main.ts');
    expect(process.exitCode).toBe(2);
    expect(print).toHaveBeenCalledWith('There is no suite "nightly": name one of checks, integration.');
    process.argv = argv;
    process.exitCode = exitCode ?? 0;
  });
});
