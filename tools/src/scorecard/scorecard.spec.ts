import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

import { jest } from '@jest/globals';

import { type ScoredWorkspace, scoredWorkspace } from '../../fixtures/scored-workspace.ts';
import { groups } from './groups.ts';
import { scoreService } from './score-service.ts';
import type { Scorecard } from './scorecard.ts';
import { type Group, group, type Tier } from './standard.ts';
import { code } from './standards/code.ts';
import { startReceiver } from './start-receiver.ts';

const standard = (id: string, requiredFromTier: Tier, problem: string | null): Group =>
  group(() => null, [{ id, title: id.toUpperCase(), means: `${id} holds.`, requiredFromTier, check: () => problem }]);

const MET = standard('a', 3, null);
const MISSED = standard('b', 3, 'It is <b>.\nDo c.');
const FOR_TIER_1 = standard('d', 1, 'Do e.');

describe('nx scorecard', () => {
  let workspace: ScoredWorkspace;
  const print = jest.fn<(text: string) => void>();
  const warn = jest.fn<(text: string) => void>();

  beforeEach(async () => {
    workspace = await scoredWorkspace();
    print.mockReset();
    warn.mockReset();
  });

  afterEach(() => {
    workspace.remove();
  });

  const score = (groups: readonly Group[], ...words: string[]): Promise<number> =>
    scoreService('apps/user-auth', words, {
      workspaceRoot: workspace.root,
      groups,
      findOutOfStep: () => Promise.resolve({ edits: [], message: '' }),
      print,
      warn,
    });
  const printed = (): string => print.mock.calls.flat().join('\n');
  const kept = (file: string): string => readFileSync(join(workspace.root, 'coverage', file), 'utf8');

  it('passes a service that meets every standard', async () => {
    expect(await score([MET])).toBe(0);
    expect(printed()).toContain('✓ met      A  a holds.');
    expect(printed()).toContain('1 of 1 standards met, 0 missed, 0 advised. user-auth meets what its tier requires.');
  });

  it('fails for a standard that the tier requires, and says what to do', async () => {
    expect(await score([MET, MISSED])).toBe(1);
    expect(printed()).toContain('✗ missed   B  b holds.\n             It is <b>.\n             Do c.');
    expect(printed()).toContain('Do what the lines marked ✗ say.');
  });

  it('tells of other standards, and does not fail', async () => {
    expect(await score([FOR_TIER_1])).toBe(0);
    expect(printed()).toContain('– advised  D  d holds.\n             Do e.');
    workspace.change('apps/user-auth/service.yaml', 'tier: 2', 'tier: 1');
    expect(await score([FOR_TIER_1])).toBe(1);
  });

  it('prints and keeps the scorecard for machines', async () => {
    await score([MET, MISSED], '--json');
    const card = JSON.parse(printed()) as Scorecard;
    expect(card).toMatchObject({ service: 'user-auth', passed: false });
    expect(card.verdicts.map(({ id, problem }) => [id, problem])).toEqual([
      ['a', null],
      ['b', 'It is <b>.\nDo c.'],
    ]);
    expect(JSON.parse(kept('apps/user-auth/scorecard.json'))).toEqual(card);
  });

  it('keeps a page of the services that were scored', async () => {
    const description = readFileSync(join(workspace.root, 'apps/user-auth/service.yaml'), 'utf8');
    workspace.write('apps/other/service.yaml', description.replaceAll('user-auth', 'other'));
    workspace.write('apps/other/project.json', '{}');
    await score([MET, MISSED]);
    const page = kept('scorecard.html');
    expect(page).toMatch(/href="#user-auth.b" title="It is &lt;b&gt;.\nDo c.">✗ missed/);
    expect(page).toContain('0 of 1 services meet');
    expect(existsSync(join(workspace.root, 'coverage/apps/other'))).toBe(false);
  });

  it.each([0, 1])('asks Nx whether lint and types pass: exit code %i', async (exitCode) => {
    const { PATH } = process.env;
    const script = join(workspace.root, 'nx');
    writeFileSync(script, `#!/bin/sh\necho "$@" >> asked\nexit ${exitCode}\n`);
    chmodSync(script, 0o755);
    process.env.PATH = `${workspace.root}:${PATH ?? ''}`;
    try {
      expect(await score([code])).toBe(exitCode);
    } finally {
      process.env.PATH = PATH;
    }
    expect(readFileSync(join(workspace.root, 'asked'), 'utf8')).toBe('run user-auth:lint\nrun user-auth:typecheck\n');
  });

  it('ends with one sentence for a wrong description, and for an option that it does not have', async () => {
    expect(await score([MET], '--yaml')).toBe(2);
    expect(warn).toHaveBeenLastCalledWith('Usage: npx nx scorecard <service> [--json]');
    workspace.remove('apps/user-auth/service.yaml');
    expect(await score([MET])).toBe(1);
    expect(warn).toHaveBeenLastCalledWith(expect.stringContaining('apps/user-auth/service.yaml is missing.'));
  });

  it('is a program, which is given the folder', async () => {
    const complain = jest.spyOn(console, 'error').mockReturnValue();
    const { argv, exitCode } = process;
    process.argv = [...argv.slice(0, 2), workspace.root, '--yaml'];
    await import('./main.ts');
    process.argv = argv;
    expect([process.exitCode, complain.mock.calls.flat().join('')]).toEqual([2, expect.stringContaining('Usage:')]);
    process.exitCode = exitCode;
  });
});

describe('the table of standards in the README', () => {
  it('is that of the code', () => {
    const readme = readFileSync(join(import.meta.dirname, 'README.md'), 'utf8');
    const rows = readme.split('\n').filter((line) => line.startsWith('| `'));
    const cells = rows.map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((text) => text.trim()),
    );
    expect(cells).toEqual(
      groups.flatMap(({ standards }) =>
        standards.map(({ id, means, requiredFromTier }) => [`\`${id}\``, means, String(requiredFromTier)]),
      ),
    );
  });
});

describe('the receiver of bug reports', () => {
  it('reads them as they come, and packed', async () => {
    const receiver = await startReceiver();
    const url = receiver.dsn.replace('key@', '');
    await fetch(url, { method: 'POST', body: 'plain' });
    await fetch(url, { method: 'POST', body: gzipSync('packed'), headers: { 'content-encoding': 'gzip' } });
    receiver.close();
    expect(receiver.bodies).toEqual(['plain', 'packed']);
  });
});
