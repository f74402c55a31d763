import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';

import { jest } from '@jest/globals';
import type { ExecutorContext } from '@nx/devkit';

import runProgram from './run-program.ts';

describe('the executor of programs', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'program-'));
    mkdirSync(join(folder, 'apps/a'), { recursive: true });
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const run = (script: string, words: readonly string[]) => {
    writeFileSync(join(folder, 'main.ts'), script);
    const projectsConfigurations = { version: 2, projects: { a: { root: 'apps/a' } } };
    const context = { root: folder, projectName: 'a', projectsConfigurations } as unknown as ExecutorContext;
    return runProgram({ program: relative(join(import.meta.dirname, '..'), folder), words }, context);
  };

  it("starts the program in the service's folder, with the words as they were said", async () => {
    const script = `process.getBuiltinModule('fs').writeFileSync('said.json', JSON.stringify(process.argv.slice(2)));`;
    expect(await run(script, ['--env=staging', "--cause=It's $HOME"])).toEqual({ success: true });
    expect(JSON.parse(readFileSync(join(folder, 'apps/a/said.json'), 'utf8'))).toEqual([
      '.',
      '--env=staging',
      "--cause=It's $HOME",
    ]);
  });

  it('fails when the program does, and when it was ended', async () => {
    expect(await run('process.exitCode = 2;', [])).toEqual({ success: false });
    expect(await run('process.kill(process.pid);', [])).toEqual({ success: false });
  });

  it.each([
    ['true', undefined],
    ['1', '1'],
    [undefined, undefined],
  ])('leaves colours to the program, unless people force them: FORCE_COLOR=%s', async (given, seen) => {
    jest.replaceProperty(process, 'env', { ...process.env, FORCE_COLOR: given });
    const script = `process.getBuiltinModule('fs').writeFileSync('said.json', JSON.stringify([process.env.FORCE_COLOR]));`;
    await run(script, []);
    expect(JSON.parse(readFileSync(join(folder, 'apps/a/said.json'), 'utf8'))).toEqual([seen ?? null]);
  });
});
