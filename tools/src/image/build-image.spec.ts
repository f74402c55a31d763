import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { standInProgram } from '../../fixtures/stand-in-program.ts';
import { buildImage } from './build-image.ts';

const ID = `sha256:${'1'.repeat(64)}`;
const DIGEST = `sha256:${'2'.repeat(64)}`;

/** Tells what it was called with, and does as builders do with the files that they are to write. */
const BUILDER = `
  const { statSync, writeFileSync } = require('node:fs');
  const after = (option) => words[words.indexOf(option) + 1];
  if (words[0] === 'build') {
    const { mode, mtimeMs } = statSync(words.at(-1) + '/dist/main.js');
    record({ mode: (mode & 0o777).toString(8), mtimeMs, epoch: process.env.SOURCE_DATE_EPOCH });
    writeFileSync(after('--iidfile'), '${ID}');
  }
  if (words.includes('--digestfile')) writeFileSync(after('--digestfile'), '${DIGEST}');
  else console.log('main: digest: ${DIGEST} size: 1');`;

describe('building an image', () => {
  let workspaceRoot: string;
  let programs: string;

  const git = (...words: readonly string[]): void => {
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b.example', ...words], {
      cwd: workspaceRoot,
      stdio: 'ignore',
      env: { ...process.env, GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z' },
    });
  };
  const write = (file: string, text: string): void => {
    mkdirSync(join(workspaceRoot, file, '..'), { recursive: true });
    writeFileSync(join(workspaceRoot, file), text);
  };
  const build = (...words: readonly string[]): string => {
    const lines: string[] = [];
    const env = { PATH: programs };
    buildImage('apps/user-auth', words, { workspaceRoot, env, print: (line) => lines.push(line) });
    return lines.join('\n');
  };
  const calls = (name: string): string => readFileSync(join(programs, `${name}.calls`), 'utf8');

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    programs = mkdtempSync(join(tmpdir(), 'programs-'));
    write('.gitignore', 'dist');
    write('k8s/platform.yaml', readFileSync(join(import.meta.dirname, '../../../k8s/platform.yaml'), 'utf8'));
    write('apps/user-auth/service.yaml', serviceYaml());
    write('apps/user-auth/dist/main.js', 'x'.repeat(500_000));
    write('apps/user-auth/dist/assets/page.html', '');
    chmodSync(join(workspaceRoot, 'apps/user-auth/dist/main.js'), 0o600);
    git('init', '-b', 'main');
    git('add', '.');
    git('commit', '-m', 'a');
  });

  afterEach(() => {
    for (const folder of [workspaceRoot, programs]) rmSync(folder, { recursive: true });
  });

  it('names the version, the branch main, the id, and the size over the base', () => {
    standInProgram(programs, 'buildah', BUILDER);
    expect(build()).toMatch(
      new RegExp(
        `^Built {3}registry.example.com/exemplar/user-auth:2026.01.02-[\\da-f]{8}\\n` +
          ` +registry.example.com/exemplar/user-auth:main\\n` +
          ` +${ID}, 0.5 MB over docker.io/library/node:24-bookworm-slim$`,
      ),
    );
  });

  it('gives the image the time of the commit, and modes that are the same everywhere', () => {
    standInProgram(programs, 'buildah', BUILDER);
    build();
    const seconds = Date.parse('2026-01-02T03:04:05Z') / 1000;
    expect(calls('buildah')).toContain(`"--timestamp","${String(seconds)}"`);
    expect(calls('buildah')).toContain(
      JSON.stringify({ mode: '644', mtimeMs: seconds * 1000, epoch: String(seconds) }),
    );
    expect(calls('buildah')).toContain('org.opencontainers.image.created=2026-01-02T03:04:05.000Z');
  });

  it('is of main only where that branch is clean', () => {
    standInProgram(programs, 'buildah', BUILDER);
    write('new.txt', '');
    expect(build()).toMatch(/user-auth:2026.01.02-[\da-f]{8}-dirty\n +sha256/);
    rmSync(join(workspaceRoot, 'new.txt'));
    git('switch', '-c', 'topic');
    expect(build()).not.toContain(':main');
  });

  it('takes another base, pinned by its digest, another tag and another registry', () => {
    standInProgram(programs, 'buildah', BUILDER);
    const printed = build(`--base=node:24@${DIGEST}`, '--tag=trial', '--registry=localhost:5000');
    expect(printed).toMatch(/^Built {3}localhost:5000\/user-auth:trial\n/);
    expect(calls('buildah')).toContain(`"BASE_IMAGE=node:24@${DIGEST}"`);
    expect(calls('buildah')).toContain(`org.opencontainers.image.base.digest=${DIGEST}`);
  });

  it.each(['podman', 'docker'])('pushes all tags with %s where that is what there is, and tells the digest', (name) => {
    standInProgram(programs, name, BUILDER);
    const pushed = build('--push').split('Pushed').slice(1);
    expect(pushed).toEqual([
      expect.stringMatching(new RegExp(`user-auth:2026.01.02-[\\da-f]{8}\\n +${DIGEST}`)),
      expect.stringMatching(new RegExp(`user-auth:main\\n +${DIGEST}`)),
    ]);
  });

  it.each([
    ['localhost:5000', true],
    ['127.0.0.1:5000/exemplar', true],
    ['localhost.example.com', false],
  ])('pushes to %s without TLS: %s', (registry, isWithout) => {
    standInProgram(programs, 'buildah', BUILDER);
    build('--push', '--tag=trial', `--registry=${registry}`);
    expect(calls('buildah').includes('"push","--tls-verify=false"')).toBe(isWithout);
  });

  it('says so where the digest is not told', () => {
    standInProgram(programs, 'docker', BUILDER.replaceAll(DIGEST, ''));
    expect(build('--push')).toContain('of an unknown digest');
  });

  it('goes on with what the person wants to build with', () => {
    for (const name of ['buildah', 'podman']) standInProgram(programs, name, BUILDER);
    build('--builder=podman');
    expect(() => calls('buildah')).toThrow('ENOENT');
    expect(calls('podman')).toContain('build');
  });

  it('leaves nothing in the folder for temporary files', () => {
    standInProgram(programs, 'buildah', BUILDER);
    build();
    const context = /"([^"]*\/image-[^"]*)"\]/.exec(calls('buildah'))?.[1] ?? '';
    expect(context).not.toBe('');
    expect(() => readFileSync(context)).toThrow('ENOENT');
  });

  it.each([
    [[], 'None of buildah, podman and docker is installed here. On Debian: apt-get install buildah.'],
    [['--builder=docker'], 'docker is not installed here.'],
    [['--builder=kaniko'], '--builder is "kaniko". Wanted: buildah, podman, docker.'],
    [['--bas=a'], "Unknown option '--bas'"],
  ])('says in a sentence what is wrong with %j where nothing is installed', (words, sentence) => {
    expect(() => build(...words)).toThrow(sentence);
  });

  it('says what the builder complained of', () => {
    standInProgram(programs, 'buildah', `console.error('no such base'); process.exit(125);`);
    expect(() => build()).toThrow('buildah build failed:\nno such base');
  });

  it('says so where there is no bundle, or no commit', () => {
    standInProgram(programs, 'buildah', BUILDER);
    rmSync(join(workspaceRoot, 'apps/user-auth/dist'), { recursive: true });
    expect(() => build()).toThrow('dist holds no bundle');
    rmSync(join(workspaceRoot, '.git'), { recursive: true });
    expect(() => build()).toThrow('An image is of a commit, and there is none here');
  });

  it('is a program, which is given the folder', async () => {
    const complain = jest.spyOn(console, 'error').mockReturnValue();
    const { argv, exitCode } = process;
    process.argv = [...argv.slice(0, 2), join(import.meta.dirname, '../../../apps/metadata-scraper'), '--builder=no'];
    await import('./main.ts');
    expect([process.exitCode, complain.mock.calls]).toEqual([
      2,
      [['--builder is "no". Wanted: buildah, podman, docker.']],
    ]);
    Object.assign(process, { argv, exitCode });
  });
});
