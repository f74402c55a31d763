import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openRegistry, type Registry } from '@exemplar/deploy-engine/registry';

import { BUILDER_SETTINGS, makeBaseImage } from '../fixtures/base-image.ts';
import { needPrograms } from '../fixtures/need-programs.ts';
import { type RunningRegistry, startRegistry } from '../fixtures/start-registry.ts';
import { freePort } from '../src/smoke/launch.ts';

const workspaceRoot = join(import.meta.dirname, '../..');
const BASE = 'localhost/exemplar-test-base:2';
const SERVICE = 'metadata-scraper';
const DIGESTS = /@(sha256:[\da-f]{64})/g;

describe('the release of the exemplar', () => {
  let folder: string;
  let port: number;
  let running: RunningRegistry;
  let registry: Registry;
  let first: string;

  const run = (command: string, words: readonly string[], cwd: string): string => {
    const env = { ...process.env, ...BUILDER_SETTINGS, ...running.builderSettings };
    const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', cwd, env });
    if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${stderr}`);
    return stdout;
  };
  /** A registry that has nothing yet, at the same address. */
  const startEmpty = async (name: string): Promise<void> => {
    mkdirSync(join(folder, name));
    running = await startRegistry(join(folder, name), port);
    registry = openRegistry({ base: `${running.host}/shop`, env: {} });
  };
  const clone = (name: string): string => {
    const target = join(folder, name);
    execFileSync('git', ['clone', '--quiet', workspaceRoot, target]);
    symlinkSync(join(workspaceRoot, 'node_modules'), join(target, 'node_modules'));
    run(process.execPath, [join(target, 'tools/src/build/main.ts'), '.'], join(target, 'apps', SERVICE));
    return target;
  };
  const release = (checkout: string, ...words: readonly string[]): string => {
    const options = [`--base=${BASE}`, `--registry=${running.host}/shop`, '--builder=buildah', ...words];
    const program = join(checkout, 'tools/src/release-image/main.ts');
    return run(process.execPath, [program, '.', ...options], join(checkout, 'apps', SERVICE));
  };
  const digestsIn = (printed: string): readonly string[] => [...printed.matchAll(DIGESTS)].map(([, one = '']) => one);

  beforeAll(async () => {
    needPrograms({ buildah: 'buildah', 'docker-registry': 'docker-registry' });
    folder = mkdtempSync(join(tmpdir(), 'release-integration-'));
    port = await freePort();
    makeBaseImage(BASE);
    await startEmpty('one');
    first = release(clone('first'));
  }, 120_000);

  afterAll(async () => {
    await running.stop();
    spawnSync('buildah', ['rmi', '--force', `${running.host}/shop/${SERVICE}:main`, BASE], {
      env: { ...process.env, ...BUILDER_SETTINGS },
    });
    rmSync(folder, { recursive: true, force: true });
  });

  it('is read back: its commit, its image, and what each environment is told with that image', async () => {
    const [image, digest] = digestsIn(first);
    const commit = execFileSync('git', ['log', '-1', '--format=%H'], { cwd: workspaceRoot, encoding: 'utf8' }).trim();
    const found = await registry.find(SERVICE);
    expect(found).toMatchObject({ commit, digest, image: `${running.host}/shop/${SERVICE}@${String(image)}` });
    expect(await registry.services()).toEqual([SERVICE]);
    expect(await registry.hasImage(found.image)).toBe(true);
    for (const environment of ['staging', 'production']) {
      const deployment = (await registry.manifests(found, environment)).find(({ kind }) => kind === 'Deployment');
      expect(deployment).toMatchObject({
        metadata: { namespace: `exemplar-${environment}`, annotations: { version: found.version, commit } },
        spec: { template: { spec: { containers: [{ image: found.image }] } } },
      });
    }
  });

  it('is there already the second time', () => {
    const second = release(join(folder, 'first'));
    expect(second).toMatch(/^Already there: metadata-scraper /);
    expect(digestsIn(second)).toEqual(digestsIn(first));
  });

  it('has the same digests from another clone of the commit, in a registry that has nothing yet', async () => {
    await running.stop();
    await startEmpty('two');
    const again = release(clone('second'));
    expect(again).toContain(`Released ${SERVICE}`);
    expect(digestsIn(again)).toEqual(digestsIn(first));
  });
});
