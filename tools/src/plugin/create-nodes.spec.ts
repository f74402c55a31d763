import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { createNodes } from '../index.ts';

describe('the inferred targets', () => {
  let workspaceRoot: string;

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    mkdirSync(join(workspaceRoot, 'apps/a'), { recursive: true });
    writeFileSync(join(workspaceRoot, 'apps/a/service.yaml'), serviceYaml('a'));
  });

  afterEach(() => {
    rmSync(workspaceRoot, { recursive: true });
  });

  const project = async (file: string): Promise<Omit<ProjectConfiguration, 'root'>> => {
    const [, infer] = createNodes;
    const [[, { projects = {} }] = ['', {}]] = await infer([file], undefined, {
      nxJsonConfiguration: {},
      workspaceRoot,
    });
    return Object.assign({}, ...Object.values(projects)) as Omit<ProjectConfiguration, 'root'>;
  };
  const configurations = async (file: string): Promise<Readonly<Record<string, TargetConfiguration>>> =>
    (await project(file)).targets ?? {};
  const targets = async (file: string): Promise<readonly string[]> => Object.keys(await configurations(file));

  it('are lint, typecheck and test for a library', async () => {
    expect(await targets('libs/b/package.json')).toEqual(['lint', 'typecheck', 'test']);
  });

  it('are the same for the tools, and what is for all services at once', async () => {
    expect(await targets('tools/package.json')).toEqual(['lint', 'typecheck', 'test', 'observe', 'logs']);
  });

  it('of the tools are what a command is about that names no project', () => {
    const text = readFileSync(join(import.meta.dirname, '../../../nx.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({ defaultProject: 'tools' });
  });

  it('are more for an app: it is built, started, deployed and looked after', async () => {
    const expected =
      'lint typecheck test serve build smoke image release-image manifests deploy logs scorecard shadow drill load-test'.split(
        ' ',
      );
    expect(await targets('apps/a/project.json')).toEqual(expected);
  });

  it.each([
    ['apps/a/project.json', 12],
    ['tools/package.json', 2],
  ])('run programs that are there: %s', async (file, count) => {
    const programs = Object.values(await configurations(file)).flatMap(
      ({ command, options }: TargetConfiguration<{ readonly program?: string }>) =>
        options?.program ?? /tools\/src\/(.+)\/main.ts/.exec(command ?? '')?.[1] ?? [],
    );
    expect(programs).toHaveLength(count);
    for (const program of programs) expect(existsSync(join(import.meta.dirname, '..', program, 'main.ts'))).toBe(true);
  });

  it('tell what they are for', async () => {
    const descriptions = Object.values(await configurations('apps/a/project.json')).map(
      ({ metadata }) => metadata?.description,
    );
    expect(descriptions).not.toContain(undefined);
  });

  it('stand beside what its service.yaml says of a service', async () => {
    expect(await project('apps/a/project.json')).toMatchObject({
      metadata: { description: 'Lets people in who may come in.' },
      tags: ['owner:identity', 'tier:2'],
    });
    expect(await project('libs/b/package.json')).not.toHaveProperty('tags');
  });

  it('come with a benchmark or integration tests where a project has the folder', async () => {
    for (const folder of ['apps/a/bench', 'apps/a/e2e', 'apps/a/integration', 'libs/b/integration']) {
      mkdirSync(join(workspaceRoot, folder), { recursive: true });
    }
    expect(await targets('apps/a/project.json')).toEqual(expect.arrayContaining(['bench', 'e2e', 'test-integration']));
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
