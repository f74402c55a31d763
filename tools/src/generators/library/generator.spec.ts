import { jest } from '@jest/globals';
import type { Tree } from '@nx/devkit';

import { filesBelow, workspaceTree } from '../../../fixtures/workspace-tree.ts';
import { generateLibrary, type LibraryOptions } from './generator.ts';

const ROOT = 'libs/feature-flags';

describe('the generator of libraries', () => {
  let tree: Tree;

  beforeEach(() => {
    tree = workspaceTree();
  });

  const generate = (options: Partial<LibraryOptions> = {}) =>
    generateLibrary(tree, { name: 'feature-flags', ...options });
  const layers = (): string => String(tree.read('eslint.config.js', 'utf-8'));

  it('writes a library as the others are', async () => {
    await generate({ description: 'Tells which features are on.', owner: 'product' });
    expect(filesBelow(tree, ROOT).map((path) => path.slice(ROOT.length + 1))).toEqual([
      'README.md',
      'package.json',
      'src/hello.spec.ts',
      'src/hello.ts',
      'src/index.ts',
      'tsconfig.json',
    ]);
    const other = String(tree.read('libs/logging/package.json', 'utf-8'));
    const expected = other
      .replace(/,\s+".\/lines": ".*"/, '') // its own
      .replaceAll('logging', 'feature-flags')
      .replace('owner:platform', 'owner:product');
    expect(tree.read(`${ROOT}/package.json`, 'utf-8')).toBe(expected);
    expect(tree.read(`${ROOT}/README.md`, 'utf-8')).toContain('Tells which features are on.');
  });

  it('gives it a layer: apps may import it, and it may import what it uses', async () => {
    await generate({ uses: ['logging'] });
    expect(layers()).toMatch(/^ {2}app: \['feature-flags', .*'http-kit', 'monitoring', 'logging', 'testing'\],$/m);
    expect(layers()).toContain("  'feature-flags': ['logging', 'testing'],\n");
  });

  it('leaves what a person wrote when it is run again, and has one layer for it', async () => {
    await generate();
    tree.delete(`${ROOT}/src/hello.ts`);
    tree.write(`${ROOT}/README.md`, '# Mine\n');
    tree.write('eslint.config.js', layers().replace("'feature-flags': ['testing']", "'feature-flags': []"));
    const before = layers();
    await generate({ uses: ['logging'] });
    expect(tree.read(`${ROOT}/README.md`, 'utf-8')).toBe('# Mine\n');
    expect(tree.exists(`${ROOT}/src/hello.ts`)).toBe(false);
    expect(layers()).toBe(before);
  });

  it('brings what the standard owns to the wanted state, around what a person added', async () => {
    await generate();
    tree.delete(`${ROOT}/README.md`);
    tree.write(`${ROOT}/package.json`, '{ "name": "else", "nx": { "tags": ["mine"] }, "dependencies": {} }');
    await generate();
    expect(tree.exists(`${ROOT}/README.md`)).toBe(true);
    expect(JSON.parse(String(tree.read(`${ROOT}/package.json`, 'utf-8')))).toEqual({
      name: '@exemplar/feature-flags',
      nx: { name: 'feature-flags', tags: ['type:lib', 'layer:feature-flags', 'mine'] },
      dependencies: {},
    });
    tree.write(`${ROOT}/package.json`, '{}');
    await generate();
    expect(tree.read(`${ROOT}/package.json`, 'utf-8')).toContain('"layer:feature-flags"');
  });

  it('ends by naming the next three commands, and says when it was there', async () => {
    const print = jest.spyOn(console, 'log').mockReturnValue(undefined);
    await (
      await generate()
    )();
    expect(print.mock.calls.join('\n').match(/^ {2}np[mx] /gm)).toHaveLength(3);
    await (
      await generate()
    )();
    expect(print.mock.calls.join('\n')).toContain('feature-flags was there');
  });

  it.each<[Partial<LibraryOptions>, RegExp]>([
    [{ name: 'FeatureFlags' }, /^"FeatureFlags" is no name for a library. .* Did you mean feature-flags\?$/],
    [{ name: 'metadata-scraper' }, /cannot be called metadata-scraper: that is the service apps\/metadata-scraper/],
    [{ description: 'x' }, /^--description is "x"/],
    [{ uses: ['loging'] }, /^There is no library "loging". Did you mean logging\? There are: http-kit, logging.$/],
  ])('refuses %j with a sentence, and writes nothing', async (options, sentence) => {
    const before = tree.listChanges().length;
    await expect(generate(options)).rejects.toThrow(sentence);
    expect(tree.listChanges()).toHaveLength(before);
  });

  it.each(['const LAYERS = all;', 'const layers = {};', ''])(
    'asks for another form of eslint.config.js where it does not find the layers: %s',
    async (text) => {
      tree.write('eslint.config.js', text);
      await expect(generate()).rejects.toThrow('eslint.config.js has no table `const LAYERS = {');
      expect(tree.exists(ROOT)).toBe(false);
    },
  );

  it.each([
    ['const LAYERS = { app: [] /* none yet */ };', "app: ['feature-flags'] /* none yet */"],
    ['const LAYERS = { app: [], // mine\n  logging: [] };', "app: ['feature-flags'], // mine"],
  ])('changes of the layers no more than it has to: %s', async (text, part) => {
    tree.write('eslint.config.js', text);
    await generate();
    expect(layers()).toContain(part);
  });
});
