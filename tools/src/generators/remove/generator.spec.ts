import { jest } from '@jest/globals';
import type { Tree } from '@nx/devkit';

import { serviceYaml } from '../../../fixtures/service-yaml.ts';
import { workspaceTree } from '../../../fixtures/workspace-tree.ts';
import { syncCopies } from '../../sync/sync-copies.ts';
import { generateLibrary } from '../library/generator.ts';
import { generateService } from '../service/generator.ts';
import { generateRemoval } from './generator.ts';

describe('the generator that removes', () => {
  let tree: Tree;

  beforeEach(async () => {
    tree = workspaceTree();
    await syncCopies(tree);
  });

  const remove = (name: string) => generateRemoval(tree, { name });
  /** All that differs from the workspace before. */
  const snapshot = () => new Map(tree.listChanges().map(({ path, content }) => [path, content?.toString()]));

  it('leaves no trace of a service', async () => {
    const before = snapshot();
    await generateService(tree, { name: 'user-auth' });
    tree.write('coverage/apps/user-auth/results.json', '{}');
    await remove('user-auth');
    expect(snapshot()).toEqual(before);
  });

  it('leaves no trace of a library', async () => {
    const before = snapshot();
    await generateLibrary(tree, { name: 'feature-flags' });
    await remove('feature-flags');
    expect(snapshot()).toEqual(before);
  });

  it('says what is left to do', async () => {
    const print = jest.spyOn(console, 'log').mockReturnValue(undefined);
    await generateService(tree, { name: 'user-auth' });
    await (
      await remove('user-auth')
    )();
    await generateLibrary(tree, { name: 'feature-flags' });
    await (
      await remove('feature-flags')
    )();
    const printed = print.mock.calls.join('\n');
    expect(printed).toMatch(/^apps\/user-auth is gone. Next:\n\n {2}git status/m);
    expect(printed).toMatch(/^libs\/feature-flags is gone. Next:\n\n {2}npm install/m);
  });

  it('refuses a service that another may call, and says which', async () => {
    await generateService(tree, { name: 'user-auth' });
    tree.write('apps/shop/project.json', '{}');
    tree.write('apps/shop/service.yaml', `${serviceYaml('shop')}\negress: { services: [user-auth] }\n`);
    await expect(remove('user-auth')).rejects.toThrow(
      'user-auth is in use. Change first what has it in egress.services: apps/shop/service.yaml.',
    );
    expect(tree.exists('apps/user-auth/src/main.ts')).toBe(true);
  });

  it('refuses a library that sources import, and says which', async () => {
    tree.write('libs/http-kit/src/a.ts', "export { b } from '@exemplar/logging/b';\n");
    tree.write('libs/http-kit/src/b.md', "from '@exemplar/logging'\n");
    tree.write('libs/logging/src/c.spec.ts', "import '@exemplar/logging';\n");
    tree.write('apps/metadata-scraper/src/main.ts', "import '@exemplar/logging';\n");
    await expect(remove('logging')).rejects.toThrow(
      'logging is in use. Change first what imports it: apps/metadata-scraper/src/main.ts, libs/http-kit/src/a.ts.',
    );
  });

  it('names the first of many', async () => {
    for (const letter of 'abcdefg') tree.write(`libs/http-kit/src/${letter}.ts`, "import '@exemplar/logging';\n");
    await expect(remove('logging')).rejects.toThrow(/src\/d.ts, libs\/http-kit\/src\/e.ts and 2 more\.$/);
  });

  it('leaves what a person wrote beside the layer', async () => {
    const before = /^ {2}tools: \[(.*)\],$/m;
    const [line = '', layers = ''] = before.exec(String(tree.read('eslint.config.js', 'utf-8'))) ?? [];
    await generateLibrary(tree, { name: 'feature-flags' });
    const text = String(tree.read('eslint.config.js', 'utf-8'));
    tree.write(
      'eslint.config.js',
      text.replace("'feature-flags', ", '').replace(line, `  tools: ['feature-flags', ${layers}], // mine`),
    );
    await remove('feature-flags');
    expect(tree.read('eslint.config.js', 'utf-8')).toContain(`${line} // mine\n`);
  });

  it('refuses the exemplar, and what there is not', async () => {
    await expect(remove('metadata-scraper')).rejects.toThrow('metadata-scraper is the exemplar: `npm start` runs it');
    await expect(remove('login')).rejects.toThrow(
      'There is no service or library "login". Did you mean logging? There are: metadata-scraper, http-kit, logging.',
    );
  });
});
