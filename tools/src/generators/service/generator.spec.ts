import { jest } from '@jest/globals';
import type { Tree } from '@nx/devkit';

import { filesBelow, workspaceTree } from '../../../fixtures/workspace-tree.ts';
import { readService } from '../../descriptor/read-service.ts';
import { generateService, type ServiceOptions } from './generator.ts';

const ROOT = 'apps/user-auth';

describe('the generator of services', () => {
  let tree: Tree;

  beforeEach(() => {
    tree = workspaceTree();
  });

  const generate = (options: Partial<ServiceOptions> = {}) => generateService(tree, { name: 'user-auth', ...options });
  const read = (path: string): string => String(tree.read(`${ROOT}/${path}`, 'utf-8'));
  const paths = (): readonly string[] => filesBelow(tree, ROOT).map((path) => path.slice(ROOT.length + 1));

  it('writes a whole service, in at most twelve files', async () => {
    await generate();
    expect(paths()).toEqual([
      'README.md',
      'RUNBOOK.md',
      'load/requests.ts',
      'project.json',
      'service.yaml',
      'src/main.spec.ts',
      'src/main.ts',
      'src/routes/greeting-routes.spec.ts',
      'src/routes/greeting-routes.ts',
      'src/settings.ts',
      'tsconfig.json',
    ]);
    expect(paths().length).toBeLessThanOrEqual(12);
  });

  it('tells the rest of the workspace of it', async () => {
    await generate();
    expect(tree.read('.github/CODEOWNERS', 'utf-8')).toContain('/apps/user-auth/ @example/platform');
    expect(tree.exists('k8s/staging/user-auth.yaml')).toBe(true);
  });

  it('describes it by what it is told, and by defaults', async () => {
    await generate();
    expect(readService(ROOT, tree)).toMatchObject({ owner: 'platform', tier: 2, exposure: 'internal' });
    const description = "Lets people in: those who may come, with a 'password'.";
    await generateService(tree, { name: 'billing', description, owner: 'money', tier: 1, exposure: 'public' });
    expect(readService('apps/billing', tree)).toMatchObject({
      description,
      owner: 'money',
      tier: 1,
      exposure: 'public',
    });
    expect(tree.read('apps/billing/src/main.ts', 'utf-8')).toContain(`description: "${description}"`);
  });

  it('ends by naming the next three commands', async () => {
    const print = jest.spyOn(console, 'log').mockReturnValue(undefined);
    const end = await generate();
    expect(print).not.toHaveBeenCalled();
    await end();
    expect(print.mock.calls.join('\n').match(/^ {2}npx nx .*user-auth/gm)).toHaveLength(3);
  });

  describe('run again', () => {
    it('changes nothing that is as it should be', async () => {
      await generate();
      const before = paths().map(read);
      await generate({ description: 'Something quite different from before.' });
      expect(paths().map(read)).toEqual(before);
    });

    it('leaves what a person wrote, changed, added or deleted', async () => {
      await generate();
      const written = {
        'README.md': '# Mine\n',
        'src/main.ts': 'export const mine = 1;\n',
        'src/other.ts': 'export const other = 2;\n',
        'tsconfig.json': '{ "extends": "../../tsconfig.base.json", "compilerOptions": { "lib": ["dom"] } }\n',
        'project.json':
          '{ "name": "user-auth", "projectType": "application", "tags": ["type:app", "layer:app", "mine"], "targets": { "seed": {} } }\n',
      };
      for (const [path, text] of Object.entries(written)) tree.write(`${ROOT}/${path}`, text);
      tree.delete(`${ROOT}/src/routes/greeting-routes.ts`);
      await generate();
      for (const [path, text] of Object.entries(written)) {
        expect(read(path).replaceAll(/\s/g, '')).toBe(text.replaceAll(/\s/g, ''));
      }
      expect(tree.exists(`${ROOT}/src/routes/greeting-routes.ts`)).toBe(false);
    });

    it('brings what the standard owns to the wanted state, and writes what of it is missing', async () => {
      await generate();
      const runbook = read('RUNBOOK.md');
      tree.delete(`${ROOT}/RUNBOOK.md`);
      tree.write(`${ROOT}/project.json`, '{ "name": "else", "targets": { "seed": {} } }');
      tree.write(`${ROOT}/tsconfig.json`, '{ "extends": "./other.json", "compilerOptions": {} }');
      await generate();
      expect(read('RUNBOOK.md')).toBe(runbook);
      expect(JSON.parse(read('project.json'))).toEqual({
        name: 'user-auth',
        projectType: 'application',
        tags: ['type:app', 'layer:app'],
        targets: { seed: {} },
      });
      expect(JSON.parse(read('tsconfig.json'))).toEqual({ extends: '../../tsconfig.base.json', compilerOptions: {} });
    });

    it('says so', async () => {
      const print = jest.spyOn(console, 'log').mockReturnValue(undefined);
      await generate();
      await (
        await generate()
      )();
      expect(print.mock.calls.join('\n')).toContain('user-auth was there: what is yours was left as it is.');
    });
  });

  it.each<[Partial<ServiceOptions>, RegExp]>([
    [{ name: 'User_Auth' }, /^"User_Auth" is no name for a service. Wanted: .* Did you mean user-auth\?$/],
    [{ name: 'userAuth' }, /Did you mean user-auth\?$/],
    [{ name: '42' }, /a letter first\.$/],
    [{ name: `a${'b'.repeat(40)}` }, /at most 40/],
    [
      { name: 'logging' },
      /^A service cannot be called logging: that is the library libs\/logging. Choose another name.$/,
    ],
    [{ name: 'redis' }, /^A service cannot be called redis: that is the variable REDIS_URL/],
    [{ kind: 'worker' }, /^There is no generator for a worker yet. Generate one of --kind=http and/],
    [{ kind: 'cron' }, /^There is no generator for a cron yet. .* CronJob/],
    [{ kind: 'lambda' }, /^There is no kind "lambda" of services. Use --kind=http.$/],
    [
      { description: 'Short' },
      /^--description is "Short". Wanted: what the service is for, in one sentence of 10 to 200/,
    ],
    [{ owner: 'Team A', tier: 4 }, /^--owner is "Team A". Wanted: .*\n--tier is 4. Wanted: how bad it is/],
  ])('refuses %j with a sentence, and writes nothing', async (options, sentence) => {
    const before = tree.listChanges().length;
    await expect(generate(options)).rejects.toThrow(sentence);
    expect(tree.listChanges()).toHaveLength(before);
  });

  it('asks for settings to be mended that it cannot read', async () => {
    await generate();
    tree.write(`${ROOT}/project.json`, '{');
    await expect(generate()).rejects.toThrow(
      'apps/user-auth/project.json cannot be read as JSON. Mend it, and run the generator again.',
    );
  });
});
