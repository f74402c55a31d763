import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { buildService } from './build-service.ts';
import { gitVersion } from './git-version.ts';

const SOURCES = {
  'src/main.ts': `
    import { createRequire } from 'node:module';
    createRequire(import.meta.url);
    const { late } = await import('./late.ts');
    console.log(process.env.BUILD_VERSION ?? 'no version', late());`,
  'src/late.ts': `

    export function late(): string { return String(new Error('x').stack).split('\\n')[1] ?? ''; }`,
};

const { resolve } = createRequire(import.meta.url);

const WITH_WORKER = {
  'src/main.ts': `
    import { Piscina } from ${JSON.stringify(resolve('piscina'))};
    const pool = new Piscina({ filename: new URL('./read.worker.js', import.meta.url).href });
    console.log(await pool.run('<title>A'));
    await pool.destroy();`,
  'src/reading/read.worker.ts': `
    import { JSDOM } from ${JSON.stringify(resolve('jsdom'))};
    export default (html: string): string => 'read: ' + new JSDOM(html).window.document.title;`,
};

describe('building a service', () => {
  let root: string;

  const write = (files: Readonly<Record<string, string>>): void => {
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(join(root, file, '..'), { recursive: true });
      writeFileSync(join(root, file), text);
    }
  };
  const git = (...words: string[]): void => {
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...words], {
      cwd: root,
      stdio: 'ignore',
    });
  };
  const start = (): string => execFileSync(process.execPath, [join(root, 'dist/main.js')], { encoding: 'utf8' });

  beforeEach(() => {
    root = join(realpathSync(mkdtempSync(join(tmpdir(), 'workspace-'))), 'apps/shop');
    write(SOURCES);
  });

  afterEach(() => {
    rmSync(join(root, '../..'), { recursive: true });
  });

  it('makes a bundle that starts, and whose stacks name the TypeScript lines', async () => {
    await buildService(root);
    const printed = start();
    expect(printed).toContain('no version');
    expect(printed).toMatch(/src\/late\.ts:3:/);
  });

  it('names the file of a package in a stack, and keeps no other position in it', async () => {
    write({
      'src/main.ts': `
        import { calls } from 'wordy';
        calls(() => { console.log(new Error('x').stack); });`,
      'node_modules/wordy/package.json': '{ "name": "wordy", "type": "module" }',
      'node_modules/wordy/index.js': `
        const counted = { times: 0 };
        export function calls(callback) { counted.times += 1; return callback(counted); }`,
    });
    await buildService(root);
    expect(start()).toMatch(/src\/main\.ts:3:.*\n.* calls .*node_modules\/wordy\/index\.js:1:1\)\n.*src\/main\.ts:3:/);
  });

  it('makes a file of each worker, and of jsdom and Piscina what needs no packages', async () => {
    write(WITH_WORKER);
    await buildService(root);
    expect(start()).toBe('read: A\n');
  });

  it('brings the assets along, but not their specs', async () => {
    write({ 'src/assets/page.html': '<p>', 'src/assets/page.spec.ts': '' });
    await buildService(root);
    expect(readdirSync(join(root, 'dist/assets'))).toEqual(['page.html']);
  });

  it('leaves nothing of an earlier build', async () => {
    write({ 'dist/old.js': '' });
    await buildService(root);
    expect(readdirSync(join(root, 'dist'))).not.toContain('old.js');
  });

  it('fails with what the bundler says', async () => {
    rmSync(join(root, 'src/main.ts'));
    await expect(buildService(root)).rejects.toThrow('Could not resolve');
  });

  it('writes the commit into the bundle', async () => {
    git('init');
    git('add', 'src');
    git('commit', '-m', 'a', '--date', '2026-01-02T03:04:05Z');
    write({ '.gitignore': 'dist\n.gitignore\n' });
    await buildService(root);
    const info = gitVersion(root);
    expect(info?.version).toMatch(/^\d{4}\.\d{2}\.\d{2}-[\da-f]{8}$/);
    expect(start()).toContain(info?.version);
  });

  it('writes into the bundle who answers for the service', async () => {
    write({
      'service.yaml': serviceYaml(basename(root)),
      'src/main.ts': "console.log(process.env.BUILD_OWNER ?? 'nobody');",
    });
    await buildService(root);
    expect(start()).toBe('identity\n');
  });

  it('says so where the checkout has changes that no commit holds', () => {
    git('init');
    git('commit', '--allow-empty', '-m', 'a');
    expect(gitVersion(root)?.version).toMatch(/-dirty$/);
  });

  it('is wired to the command line', async () => {
    const { argv } = process;
    process.argv = [...argv.slice(0, 2), root];
    await import('./main.ts');
    process.argv = argv;
    expect(readdirSync(join(root, 'dist'))).toContain('main.js');
  });
});
