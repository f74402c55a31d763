import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { flushChanges, FsTree } from 'nx/src/generators/tree.js';

import { platformYaml } from '../../fixtures/platform-yaml.ts';
import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { treeOf } from '../../fixtures/tree-of.ts';
import { filesOn } from '../workspace/files.ts';
import findOutOfStep from './find-out-of-step.ts';
import sync from './generator.ts';
import { putRight } from './put-right.ts';
import { syncCopies } from './sync-copies.ts';

const service = (name: string): Readonly<Record<string, string>> => ({
  [`apps/${name}/project.json`]: '{}',
  [`apps/${name}/service.yaml`]: serviceYaml(name),
});
const tagged = (...tags: readonly string[]): string => JSON.stringify({ nx: { tags } });

const WORKSPACE = {
  'k8s/platform.yaml': platformYaml(),
  ...service('a'),
  'tools/package.json': tagged('layer:tools', 'owner:platform'),
  'libs/b/package.json': tagged('layer:b', 'owner:storage'),
  'README.md': '# Here\n\n<!-- services: made -->\nold\n<!-- /services -->\n\nThe end.\n',
};

describe('nx sync', () => {
  it('makes all that is made from what else the workspace says, once', async () => {
    const tree = treeOf(WORKSPACE);
    expect(await syncCopies(tree)).toEqual(
      expect.arrayContaining([
        'k8s/staging/a.yaml',
        'tools/service.schema.json',
        'tools/platform.schema.json',
        '.github/CODEOWNERS',
        'README.md',
      ]),
    );
    expect(await syncCopies(tree)).toEqual([]);
  });

  it('brings back what was edited, and nothing else', async () => {
    const tree = treeOf(WORKSPACE);
    await syncCopies(tree);
    const manifest = tree.read('k8s/staging/a.yaml', 'utf-8');
    tree.write('k8s/staging/a.yaml', `${manifest ?? ''}# mine\n`);
    expect(await syncCopies(tree)).toEqual(['k8s/staging/a.yaml']);
    expect(tree.read('k8s/staging/a.yaml', 'utf-8')).toBe(manifest);
  });

  it('deletes what is not made any more, and leaves what people put beside it', async () => {
    const tree = treeOf({ ...WORKSPACE, ...service('gone') });
    await syncCopies(tree);
    tree.write('k8s/staging/redis.yaml', 'kind: StatefulSet\n');
    tree.delete('apps/gone');
    expect(await syncCopies(tree)).toContain('k8s/staging/gone.yaml');
    expect([tree.exists('k8s/staging/gone.yaml'), tree.exists('k8s/staging/redis.yaml')]).toEqual([false, true]);
  });
});

describe('the sync generator', () => {
  it('is what nx sync runs', async () => {
    const files = filesOn(join(import.meta.dirname, '../../..'));
    const parse = (path: string): unknown => JSON.parse(files.read(path, 'utf-8') ?? '');
    expect(parse('nx.json')).toHaveProperty('sync.globalGenerators', ['@exemplar/tools:sync']);
    expect(parse('tools/package.json')).toMatchObject({ name: '@exemplar/tools', generators: './generators.json' });
    const { generators } = parse('tools/generators.json') as { generators: { sync: { factory: string } } };
    const generator: unknown = await import(join(import.meta.dirname, '../..', generators.sync.factory));
    expect(generator).toHaveProperty('default', sync);
  });
});

describe('the owners of code', () => {
  const owners = async (texts: Readonly<Record<string, string>>): Promise<readonly string[] | undefined> => {
    const tree = treeOf(texts);
    await syncCopies(tree);
    return tree.read('.github/CODEOWNERS', 'utf-8')?.trim().split('\n').slice(1);
  };

  it('are the teams of services and libraries, and that of the tools for all else', async () => {
    expect(await owners(WORKSPACE)).toEqual(['* @acme/platform', '/libs/b/ @acme/storage', '/apps/a/ @acme/identity']);
  });

  it('are not said of a library that says none', async () => {
    const texts = { ...WORKSPACE, 'libs/b/package.json': tagged('layer:b'), 'libs/c/README.md': '' };
    expect(await owners(texts)).toEqual(['* @acme/platform', '/apps/a/ @acme/identity']);
  });
});

describe('the list of services', () => {
  it('stands where a page has a place for it, with links that lead there', async () => {
    const page = WORKSPACE['README.md'];
    const tree = treeOf({ ...WORKSPACE, 'docs/architecture.md': page });
    await syncCopies(tree);
    const row = '[a](apps/a/README.md) | Lets people in who may come in. | identity | 2 | internal';
    const readme = tree.read('README.md', 'utf-8')?.replaceAll(/ +/g, ' ');
    expect(readme).toMatch(
      /^# Here\n\n<!-- services: made -->\n\n\| service .*\n\n<!-- \/services -->\n\nThe end.\n$/s,
    );
    expect(readme).toContain(row);
    expect(tree.read('docs/architecture.md', 'utf-8')).toContain('(../apps/a/README.md)');
  });

  it('is not forced upon a page', async () => {
    const tree = treeOf({ ...WORKSPACE, 'README.md': '# Here\n' });
    await syncCopies(tree);
    expect(tree.read('README.md', 'utf-8')).toBe('# Here\n');
  });

  it('stays a list whatever a description says', async () => {
    const text = serviceYaml('a').replace('may come in.', 'are a | b.');
    const tree = treeOf({ ...WORKSPACE, 'apps/a/service.yaml': text });
    await syncCopies(tree);
    expect(tree.read('README.md', 'utf-8')).toContain('Lets people in who are a \\| b. |');
  });
});

describe('what is out of step', () => {
  let workspaceRoot: string;

  beforeEach(() => {
    workspaceRoot = mkdtempSync(`${tmpdir()}/workspace-`);
    flushChanges(workspaceRoot, treeOf(WORKSPACE).listChanges());
  });

  afterEach(() => {
    rmSync(workspaceRoot, { recursive: true });
  });

  const edit = (change: (tree: FsTree) => void): void => {
    const tree = new FsTree(workspaceRoot, false);
    change(tree);
    flushChanges(workspaceRoot, tree.listChanges());
  };
  /** What people are told, and then is done. */
  const told = async (): Promise<readonly string[]> => {
    const { edits, message } = await findOutOfStep(workspaceRoot);
    edit((tree) => {
      edits.forEach((one) => putRight(tree, one));
    });
    return message.split('\n');
  };

  it('is told file by file, with what is wrong, and what to do', async () => {
    expect(await told()).toContain('- k8s/staging/a.yaml: missing');
    expect(await told()).toEqual([expect.stringMatching(/^0 files/)]);
    edit((tree) => {
      tree.write('k8s/staging/a.yaml', `# mine\n${tree.read('k8s/staging/a.yaml', 'utf-8') ?? ''}`);
    });
    expect(await told()).toEqual([
      '1 file is out of step. `npx nx sync` puts that right; commit what it writes. Where a file is made from something ' +
        'else, change that: what is written into the file by hand is lost.',
      'the Kubernetes manifests:',
      expect.stringMatching(
        /^- k8s\/staging\/a.yaml: line 1 is `# mine` and should be `# Made by `npx nx sync` from .*`$/,
      ),
    ]);
  });

  it('may be there for too long, or go on for too long, or not for long enough', async () => {
    await told();
    edit((tree) => {
      tree.write('k8s/staging/gone.yaml', '# Made by `npx nx sync`\n');
      tree.write('k8s/staging/kustomization.yaml', tree.read('k8s/staging/kustomization.yaml', 'utf-8')?.trim() ?? '');
      tree.write('.github/CODEOWNERS', `${tree.read('.github/CODEOWNERS', 'utf-8') ?? ''}* @acme/me\n`);
      tree.write('tools/service.schema.json', `${tree.read('tools/service.schema.json', 'utf-8') ?? ''}\n`);
    });
    const lines = await told();
    expect(lines[0]).toMatch(/^4 files are out of step/);
    expect(lines).toEqual(
      expect.arrayContaining([
        '- k8s/staging/gone.yaml: not made any more',
        expect.stringMatching(/kustomization.yaml: line \d+ is not there and should be empty$/),
        '- .github/CODEOWNERS: line 5 is `* @acme/me` and should be empty',
        expect.stringMatching(/service.schema.json: it goes on after line \d+$/),
      ]),
    );
  });

  it('is brought to the standard first', async () => {
    edit((tree) => {
      tree.write('tsconfig.base.json', '{ "include": ["${configDir}/**/*.ts"] }');
      tree.write('apps/a/tsconfig.json', '{ "extends": "../../tsconfig.base.json", "include": ["src/**/*.ts"] }\n');
    });
    expect(await told()).toContain('an older standard; now tsconfig.base.json says which files are compiled:');
    expect(await told()).toEqual([expect.stringMatching(/^0 files/)]);
  });

  it('is put right by the generator that Nx runs', async () => {
    edit((tree) => {
      tree.write('k8s/staging/gone.yaml', '# Made by `npx nx sync`\n');
    });
    const tree = new FsTree(workspaceRoot, false);
    const { outOfSyncMessage } = await sync(tree);
    const changes = tree.listChanges().map(({ path, type }) => `- ${path}: ${type}`);
    expect(changes).toEqual(expect.arrayContaining(['- k8s/staging/gone.yaml: DELETE', '- README.md: UPDATE']));
    expect(outOfSyncMessage).toMatch(new RegExp(`^${changes.length} files are out of step`));
  });

  it('cannot be told where a description is wrong: that is told instead', async () => {
    edit((tree) => {
      tree.write('apps/a/service.yaml', serviceYaml('a').replace('tier: 2', 'tier: 5'));
    });
    await expect(sync(new FsTree(workspaceRoot, false))).rejects.toThrow(
      /^apps\/a\/service.yaml:4: tier is 5. Wanted: how bad/,
    );
  });
});
