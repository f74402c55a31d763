import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { TargetConfiguration } from '@nx/devkit';

import { createNodes } from '../index.ts';

describe('the inferred targets', () => {
  let workspaceRoot: string;

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
  });

  afterEach(() => {
    rmSync(workspaceRoot, { recursive: true });
  });

  const configurations = async (file: string): Promise<Readonly<Record<string, TargetConfiguration>>> => {
    const [, infer] = createNodes;
    const [[, { projects = {} }] = ['', {}]] = await infer([file], undefined, {
      nxJsonConfiguration: {},
      workspaceRoot,
    });
    return Object.assign({}, ...Object.values(projects).map((project) => project.targets)) as Record<
      string,
      TargetConfiguration
    >;
  };
  const targets = async (file: string): Promise<readonly string[]> => Object.keys(await configurations(file));

  it('are lint, typecheck and test for a library', async () => {
    expect(await targets('libs/b/package.json')).toEqual(['lint', 'typecheck', 'test']);
  });

  it('are the same for the tools', async () => {
    expect(await targets('tools/package.json')).toEqual(['lint', 'typecheck', 'test']);
  });

  it('are more for an app: it is served, built and started', async () => {
    const expected = ['lint', 'typecheck', 'test', 'serve', 'build', 'smoke'];
    expect(await targets('apps/a/project.json')).toEqual(expected);
  });

  it('come with a benchmark or integration tests where a project has the folder', async () => {
    for (const folder of ['apps/a/bench', 'apps/a/integration', 'libs/b/integration']) {
      mkdirSync(join(workspaceRoot, folder), { recursive: true });
    }
    expect(await targets('apps/a/project.json')).toEqual(expect.arrayContaining(['bench', 'test-integration']));
    expect(await targets('libs/b/package.json')).toContain('test-integration');
  });

  it('build an app before its benchmark and integration tests, and nothing for a library', async () => {
    for (const folder of ['apps/a/bench', 'apps/a/integration', 'libs/b/bench']) {
      mkdirSync(join(workspaceRoot, folder), { recursive: true });
    }
    const app = await configurations('apps/a/project.json');
    expect([app.bench?.dependsOn, app['test-integration']?.dependsOn]).toEqual([['build'], ['build']]);
    expect((await configurations('libs/b/package.json')).bench).not.toHaveProperty('dependsOn');
  });
});
