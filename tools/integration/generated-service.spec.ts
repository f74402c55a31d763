import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { copyWorkspace, type WorkspaceCopy } from '../fixtures/copy-workspace.ts';

describe('a generated service', () => {
  let workspace: WorkspaceCopy;

  beforeAll(() => {
    workspace = copyWorkspace();
  }, 60_000);

  afterAll(() => {
    workspace.remove();
  });

  const nx = (...words: readonly string[]): string => workspace.run('nx', ...words);
  const changes = (): string => workspace.run('git', 'status', '--porcelain');

  it('writes nothing in a dry run, or when it is refused', () => {
    expect(nx('g', '@exemplar/tools:service', 'user-auth', '--dry-run')).toContain('CREATE apps/user-auth/src/main.ts');
    expect(() => nx('g', '@exemplar/tools:service', 'UserAuth')).toThrow(/Did you mean user-auth\?/);
    expect(changes()).toBe('');
  }, 60_000);

  it('is typed, linted and tested as it was made, with a route more', () => {
    nx('g', '@exemplar/tools:service', 'user-auth', '--description=Lets people in who may come in.');
    nx('g', '@exemplar/tools:route', 'user-auth', 'sessions', '--method=POST', '--path=/v1/users/:id/sessions');
    const targets = ['typecheck', 'lint', 'test'];
    const ran = nx('run-many', '-t', ...targets, '-p', 'user-auth', '--output-style=static');
    expect(ran).toContain(`Successfully ran targets ${targets.join(', ')} for project user-auth`);
    expect(nx('sync:check')).toContain('up to date');
    const changed = workspace.run('git', 'ls-files', '--modified', '--others', '--exclude-standard').trim().split('\n');
    expect(workspace.run('prettier', '--check', '--ignore-unknown', ...changed)).toContain(
      'All matched files use Prettier',
    );
  }, 120_000);

  it('may stand on a generated library, which then is not removed', () => {
    nx('g', '@exemplar/tools:library', 'feature-flags');
    // as npm install would
    symlinkSync('../../libs/feature-flags', join(workspace.root, 'node_modules/@exemplar/feature-flags'));
    const user = join(workspace.root, 'apps/user-auth/src/hello.ts');
    writeFileSync(user, "export { hello } from '@exemplar/feature-flags';\n");
    expect(nx('lint', 'user-auth')).toContain('Successfully ran target lint for project user-auth');
    const ran = nx('run-many', '-t', 'typecheck', 'lint', 'test', '-p', 'feature-flags', '--output-style=static');
    expect(ran).toContain('Successfully ran targets typecheck, lint, test for project feature-flags');
    expect(() => nx('g', '@exemplar/tools:remove', 'feature-flags')).toThrow(
      /imports it: apps\/user-auth\/src\/hello.ts/,
    );
    rmSync(user);
    nx('g', '@exemplar/tools:remove', 'feature-flags');
    expect(changes()).not.toContain('eslint.config.js');
  }, 120_000);

  it('is removed without a trace', () => {
    expect(changes()).not.toBe('');
    nx('g', '@exemplar/tools:remove', 'user-auth');
    expect(changes()).toBe('');
    expect(existsSync(join(workspace.root, 'apps/user-auth'))).toBe(false);
    expect(existsSync(join(workspace.root, 'coverage/apps/user-auth'))).toBe(false);
  }, 60_000);
});
