import { type ChildProcess, spawn, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { BUILDER_SETTINGS, makeBaseImage } from '../fixtures/base-image.ts';
import { copyWorkspace, type WorkspaceCopy } from '../fixtures/copy-workspace.ts';
import { needPrograms } from '../fixtures/need-programs.ts';
import { type Block, blocksOf } from '../fixtures/read-page.ts';
import { freePort } from '../src/smoke/launch.ts';

const PAGE = join(import.meta.dirname, '../../docs/first-service.md');
const BASE = 'localhost/exemplar-first-service-base:1';

/**
 * What differs here from what people do: ports that are free, a base that comes from no registry, limits that hold where tests run in a
 * container themselves, and patience instead of a second look.
 */
const wordsHere = async (): Promise<readonly (readonly [there: string, here: string])[]> => {
  const [port, imagePort, adminPort] = [await freePort(), await freePort(), await freePort()];
  return [
    ['npx nx serve', `env PORT=${String(port)} ADMIN_PORT=0 npx nx serve`],
    ['localhost:3000', `localhost:${String(port)}`],
    ['curl --silent', 'curl --silent --show-error --fail --retry 20 --retry-delay 1 --retry-all-errors'],
    ['--tag=first', `--tag=first --base=${BASE}`],
    ['podman run', 'podman --runtime runc run --ulimit nofile=1024:1024 --ulimit nproc=1000:1000'],
    ['--publish 3001:3000', `--network host --env PORT=${String(imagePort)} --env ADMIN_PORT=${String(adminPort)}`],
    ['localhost:3001', `localhost:${String(imagePort)}`],
  ];
};

const kindOf = ({ language, info }: Block): string => (info === 'background' ? info : language);
const firstLineOf = ({ language, info, text }: Block): string =>
  language === 'ts' ? info : String(text.split('\n', 1)[0]);

describe('docs/first-service.md', () => {
  // What needs a cluster and a registry of one's own is tried by hand.
  const blocks = blocksOf(readFileSync(PAGE, 'utf8')).filter(({ info }) => info !== 'cluster');
  const background: ChildProcess[] = [];
  let workspace: WorkspaceCopy;
  let printed = '';
  let replacements: Awaited<ReturnType<typeof wordsHere>>;

  const here = (text: string): string => replacements.reduce((words, [from, to]) => words.replaceAll(from, to), text);

  const run: Readonly<Record<string, (block: Block) => void>> = {
    sh: ({ text }) => {
      printed = workspace.run('bash', '-euc', here(text));
    },
    background: ({ text }) => {
      const { root: cwd, env } = workspace;
      const options: SpawnOptions = { cwd, env, detached: true, stdio: ['ignore', 'ignore', 'inherit'] };
      background.push(spawn('bash', ['-euc', `exec ${here(text)}`], options));
    },
    ts: ({ info, text }) => {
      writeFileSync(join(workspace.root, info), text);
    },
  };

  beforeAll(async () => {
    needPrograms({ buildah: 'buildah', podman: 'podman', runc: 'runc', curl: 'curl' });
    makeBaseImage(BASE);
    replacements = await wordsHere();
    workspace = copyWorkspace(BUILDER_SETTINGS);
  }, 60_000);

  afterAll(async () => {
    for (const child of background.filter(({ exitCode }) => exitCode === null)) {
      process.kill(-Number(child.pid), 'SIGTERM');
      await once(child, 'exit');
    }
    workspace.run('buildah', 'rmi', '--force', BASE, 'registry.example.com/exemplar/reading-time:first');
    workspace.remove();
  });

  it.each(blocks.map((block) => [block.heading, firstLineOf(block), block] as const))(
    '%s: %s',
    (_heading, _line, block) => {
      run[kindOf(block)]?.(block);
      expect(printed).toContain(block.language === 'output' ? block.text.trim() : '');
    },
    180_000,
  );

  it('leaves no trace', () => {
    expect(workspace.run('git', 'status', '--porcelain')).toBe('');
  });
});
