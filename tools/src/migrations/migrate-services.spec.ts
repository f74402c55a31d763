import { treeOf } from '../../fixtures/tree-of.ts';
import { migrateServices } from './migrate-services.ts';

const PATH = 'apps/a/tsconfig.json';
const ONE_LINE = '{ "extends": "../../tsconfig.base.json" }\n';
const OF_BEFORE = `{
  "extends": "../../tsconfig.base.json",
  "include": ["src/**/*.ts", "src/**/*.js", "bench/**/*.ts", "fixtures/**/*.ts", "integration/**/*.ts"]
}
`;

const workspace = (tsconfig: string): ReturnType<typeof treeOf> =>
  treeOf({
    'tsconfig.base.json': '{ "include": ["${configDir}/**/*.ts"] }',
    'apps/a/project.json': '{}',
    [PATH]: tsconfig,
  });

describe('the migrations', () => {
  it('go through every service, and tell which files they changed and why', async () => {
    const tree = workspace(OF_BEFORE);
    tree.write('apps/b/project.json', '{}');
    tree.write('apps/b/tsconfig.json', OF_BEFORE);
    expect(await migrateServices(tree)).toEqual([
      {
        what: 'an older standard; now tsconfig.base.json says which files are compiled',
        differences: [
          { path: PATH, wrong: `line 1 is \`{\` and should be \`${ONE_LINE.trim()}\`` },
          { path: 'apps/b/tsconfig.json', wrong: expect.any(String) as string },
        ],
      },
    ]);
  });

  it('leave what is no service alone', async () => {
    const tree = workspace(ONE_LINE);
    tree.write('apps/notes/tsconfig.json', OF_BEFORE);
    await migrateServices(tree);
    expect(tree.read('apps/notes/tsconfig.json', 'utf-8')).toBe(OF_BEFORE);
  });

  it('change nothing the second time, in whatever shape the first left a service', async () => {
    for (const shape of [
      OF_BEFORE,
      OF_BEFORE.replace('{', '{ // mine'),
      OF_BEFORE.replace('src/**/*.js', 'web/**/*.ts'),
    ]) {
      const tree = workspace(shape);
      await migrateServices(tree);
      const text = tree.read(PATH, 'utf-8');
      expect((await migrateServices(tree)).flatMap(({ differences }) => differences)).toEqual([]);
      expect(tree.read(PATH, 'utf-8')).toBe(text);
    }
  });
});

describe('a service whose tsconfig.json says what is compiled', () => {
  const migrated = async (text: string): Promise<string | null> => {
    const tree = workspace(text);
    await migrateServices(tree);
    return tree.read(PATH, 'utf-8');
  };

  it.each([
    ['all that services included', OF_BEFORE],
    ['some of it', '{"extends":"../../tsconfig.base.json","include":["src/**/*.ts","bench/**/*.ts"]}'],
    ['it first', '{ "include": ["src/**/*.ts"], "extends": "../../tsconfig.base.json" }'],
    ['it with commas to spare', '{ "include": ["src/**/*.ts",], "extends": "../../tsconfig.base.json", }'],
  ])('has one line instead of %s', async (_, text) => {
    expect(await migrated(text)).toBe(ONE_LINE);
  });

  it('keeps what a person added', async () => {
    const text = `{
      // Old browsers
      "extends": "../../tsconfig.base.json",
      "include": ["src/**/*.ts"], /* all, really */
      "compilerOptions": { "lib": ["dom"] }
    }`;
    expect(await migrated(text)).toBe(`{
  // Old browsers
  "extends": "../../tsconfig.base.json",
  /* all, really */
  "compilerOptions": { "lib": ["dom"] }
}
`);
  });

  it.each([
    ['has its one line', ONE_LINE],
    ['includes more than services did', OF_BEFORE.replace('src/**/*.js', 'web/**/*.ts')],
    ['extends something else', OF_BEFORE.replace('../../tsconfig.base.json', './mine.json')],
    ['includes nothing', '{ "extends": "../../tsconfig.base.json", "compilerOptions": {} }'],
    ['is no JSON object', '[]'],
    ['is empty', ''],
    ['is cut short', OF_BEFORE.replace('}', '')],
  ])('stays as it is where it %s', async (_, text) => {
    expect(await migrated(text)).toBe(text);
  });

  it('stays as it is where the base does not say it, or there is no base', async () => {
    const tree = workspace(OF_BEFORE);
    tree.write('tsconfig.base.json', '{}');
    await migrateServices(tree);
    expect(tree.read(PATH, 'utf-8')).toBe(OF_BEFORE);
    tree.delete('tsconfig.base.json');
    await migrateServices(tree);
    expect(tree.read(PATH, 'utf-8')).toBe(OF_BEFORE);
  });

  it('is not made where there is none', async () => {
    const tree = workspace(ONE_LINE);
    tree.delete(PATH);
    await migrateServices(tree);
    expect(tree.exists(PATH)).toBe(false);
  });
});
