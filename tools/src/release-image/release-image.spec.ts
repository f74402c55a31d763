import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import { openRegistry } from '@exemplar/deploy-engine/registry';
import { type Registry, startRegistry } from '@exemplar/testing/registry';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { standInProgram } from '../../fixtures/stand-in-program.ts';
import { releaseImage } from './release-image.ts';

const IMAGE_ID = `sha256:${'1'.repeat(64)}`;

describe('releasing a service', () => {
  let workspaceRoot: string;
  let programs: string;
  let registry: Registry;
  /** Of an image that the registry has; the stand-in for a builder says that it pushed this one. */
  let digest: string;

  const git = (...words: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada', '-c', 'user.email=a@b.example', ...words], {
      cwd: workspaceRoot,
      encoding: 'utf8',
      env: { ...process.env, GIT_COMMITTER_DATE: '2026-01-02T03:04:05Z' },
    }).trim();
  const write = (file: string, text: string): void => {
    mkdirSync(join(workspaceRoot, file, '..'), { recursive: true });
    writeFileSync(join(workspaceRoot, file), text);
  };
  const release = async (...words: readonly string[]): Promise<string> => {
    const lines: string[] = [];
    const surroundings = { workspaceRoot, env: { PATH: programs }, print: (line: string) => lines.push(line) };
    await releaseImage('apps/user-auth', words, surroundings);
    return lines.join('\n');
  };
  const released = (named?: string) => openRegistry({ base: registry.base, env: {} }).find('user-auth', named);
  const builds = (): number => {
    try {
      return readFileSync(join(programs, 'buildah.calls'), 'utf8').split('--iidfile').length - 1;
    } catch {
      return 0;
    }
  };
  const builder = (pushed: string): void => {
    standInProgram(
      programs,
      'buildah',
      `const { writeFileSync } = require('node:fs');
       const after = (option) => words[words.indexOf(option) + 1];
       if (words[0] === 'build') writeFileSync(after('--iidfile'), '${IMAGE_ID}');
       if (words[0] === 'push') writeFileSync(after('--digestfile'), '${pushed}');`,
    );
  };

  beforeEach(async () => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    programs = mkdtempSync(join(tmpdir(), 'programs-'));
    registry = await startRegistry();
    digest = String(
      registry.release({ service: 'user-auth', version: 'seed', manifests: () => ({}) }).image.split('@')[1],
    );
    registry.forget('user-auth-release', 'seed');
    builder(digest);
    write('.gitignore', 'dist');
    const platform = readFileSync(join(import.meta.dirname, '../../../k8s/platform.yaml'), 'utf8');
    write('k8s/platform.yaml', platform.replace('registry.example.com/exemplar', registry.base));
    write('apps/user-auth/service.yaml', serviceYaml());
    write('apps/user-auth/dist/main.js', '');
    git('init', '-b', 'main');
    git('add', '.');
    git('commit', '-m', 'Keep sessions for a day', '-m', 'Because a week is long.');
  });

  afterEach(async () => {
    await registry.close();
    for (const folder of [workspaceRoot, programs]) rmSync(folder, { recursive: true });
  });

  it('pushes the image, and what each environment is told of it by its digest', async () => {
    const printed = await release();
    const commit = git('log', '-1', '--format=%H');
    const found = await released();
    expect(found).toMatchObject({
      service: 'user-auth',
      version: `2026.01.02-${commit.slice(0, 8)}`,
      image: `${registry.base}/user-auth@${digest}`,
      commit,
      subject: 'Keep sessions for a day',
      author: 'Ada',
      createdAt: '2026-01-02T03:04:05.000Z',
    });
    expect(printed).toContain(
      `Released user-auth ${found.version}\n        ${found.image}\n        ${registry.base}/user-auth-release@${found.digest}`,
    );
    for (const environment of ['staging', 'production']) {
      const objects = await openRegistry({ base: registry.base, env: {} }).manifests(found, environment);
      expect(objects).toContainEqual(
        expect.objectContaining({
          kind: 'Deployment',
          metadata: expect.objectContaining({
            namespace: `exemplar-${environment}`,
            annotations: { version: found.version, commit, 'kubernetes.io/change-cause': 'Keep sessions for a day' },
          }) as object,
          spec: expect.objectContaining({
            template: expect.objectContaining({
              spec: expect.objectContaining({
                containers: [expect.objectContaining({ image: found.image })],
              }) as object,
            }) as object,
          }) as object,
        }),
      );
    }
  });

  it('does nothing the second time, and says what is there', async () => {
    const first = await release();
    const second = await release();
    expect(builds()).toBe(1);
    expect(second.replace('Already there:', 'Released')).toBe(first.slice(first.indexOf('Released')));
  });

  it('makes anew the image of a release that is gone, and keeps the release', async () => {
    const gone = `sha256:${'3'.repeat(64)}`;
    builder(gone);
    await release();
    const { digest: before } = await released();
    expect(await release()).toContain('Already there:');
    expect(builds()).toBe(2);
    expect((await released()).digest).toBe(before);
  });

  it('goes by the tag that is said', async () => {
    await release('--tag=trial');
    expect((await released()).version).toBe('trial');
    // The commit is found, and is not this version
    await release();
    expect((await released(git('log', '-1', '--format=%H').slice(0, 8))).commit).toBe(git('log', '-1', '--format=%H'));
    expect(builds()).toBe(2);
  });

  it('goes to the registry that is said', async () => {
    await using other = await startRegistry({ path: 'elsewhere' });
    expect(await release(`--registry=${other.base}`)).toContain(`${other.base}/user-auth-release@`);
    await expect(released()).rejects.toMatchObject({ code: 'no-releases' });
  });

  it('refuses a tag that another commit has', async () => {
    await release('--tag=1.0');
    const commit = git('log', '-1', '--format=%h', '--abbrev=8');
    git('commit', '--allow-empty', '-m', 'b');
    await expect(release('--tag=1.0')).rejects.toThrow(
      `user-auth 1.0 is released already, of commit ${commit}. A version stays what it is: take another --tag.`,
    );
    expect(builds()).toBe(1);
  });

  it('refuses changes that no commit holds', async () => {
    write('new.txt', '');
    await expect(release()).rejects.toThrow('The checkout has changes that no commit holds');
    expect(builds()).toBe(0);
  });

  it.each([
    [[], /^2026\.01\.02-[\da-f]{8}-dirty$/],
    [['--tag=trial'], /^trial-dirty$/],
    [['--tag=trial-dirty'], /^trial-dirty$/],
  ])('releases them by a version that says so where that is allowed (%j), each time anew', async (words, version) => {
    write('new.txt', '');
    await release('--allow-dirty', ...words);
    expect((await released()).version).toMatch(version);
    write('apps/user-auth/service.yaml', serviceYaml().replace('owner: identity', 'owner: platform'));
    expect(await release('--allow-dirty', ...words)).toContain('Released');
    expect(builds()).toBe(2);
  });

  it.each([
    [['--tag=no such'], '--tag is "no such". Wanted: the tag of an image, such as 2026.11.23-1a2b3c4d.'],
    [['--alow-dirty'], "Unknown option '--alow-dirty'. Did you mean --allow-dirty?"],
    [['--builder=kaniko'], '--builder is "kaniko". Wanted: buildah, podman, docker.'],
  ])('says in a sentence what is wrong with %j', async (words, sentence) => {
    await expect(release(...words)).rejects.toThrow(sentence);
  });

  it('wants to know the digest of what was pushed', async () => {
    builder('');
    await expect(release()).rejects.toThrow(
      `What pushed ${registry.base}/user-auth does not tell the digest that a release goes by. Use another: --builder=buildah.`,
    );
  });

  it('says what the registry says', async () => {
    registry.refuse('DENIED', 1);
    await expect(release()).rejects.toMatchObject({ code: 'registry-denied' });
  });

  it('is a program, which is given the folder', async () => {
    const complain = jest.spyOn(console, 'error').mockReturnValue();
    const { argv, exitCode } = process;
    process.argv = [...argv.slice(0, 2), join(import.meta.dirname, '../../../apps/metadata-scraper'), '--no'];
    await import('./main.ts');
    expect([process.exitCode, complain.mock.calls]).toEqual([2, [[expect.stringContaining("Unknown option '--no'")]]]);
    Object.assign(process, { argv, exitCode });
  });
});
