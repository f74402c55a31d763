import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { BUILDER_SETTINGS, makeBaseImage } from '../fixtures/base-image.ts';
import { needPrograms } from '../fixtures/need-programs.ts';
import { startRegistry } from '../fixtures/start-registry.ts';
import { freePort, statusOf } from '../src/smoke/launch.ts';

const workspaceRoot = join(import.meta.dirname, '../..');
const BASE = 'localhost/exemplar-test-base:1';
const PAYLOAD_LIMIT_MB = 30;

/** Debian's packages for what these tests call. */
const PACKAGES = { buildah: 'buildah', podman: 'podman', 'docker-registry': 'docker-registry', runc: 'runc' };

const settings: NodeJS.ProcessEnv = { ...process.env, ...BUILDER_SETTINGS };

const run = (command: string, words: readonly string[], env: NodeJS.ProcessEnv = settings, cwd?: string): string => {
  const { status, error, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', env, cwd });
  if (error !== undefined || status !== 0) {
    throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? stderr}`);
  }
  return stdout;
};

async function until(holds: () => Promise<boolean>, what: string): Promise<void> {
  for (let tries = 0; tries < 300; tries += 1) {
    if (await holds()) return;
    await sleep(100);
  }
  throw new Error(`Waited in vain for ${what}`);
}

describe('the image of the exemplar', () => {
  let folder: string;
  let image: string;

  /** A clone of this commit, built on its own. */
  const cloneAndBuild = (name: string, ...words: readonly string[]): string => {
    const clone = join(folder, name);
    execFileSync('git', ['clone', '--quiet', workspaceRoot, clone]);
    symlinkSync(join(workspaceRoot, 'node_modules'), join(clone, 'node_modules'));
    const service = join(clone, 'apps/metadata-scraper');
    run(process.execPath, [join(clone, 'tools/src/build/main.ts'), '.'], settings, service);
    const program = [join(clone, 'tools/src/image/main.ts'), '.', `--base=${BASE}`, ...words];
    return run(process.execPath, program, settings, service);
  };
  const idIn = (printed: string): string => /sha256:[\da-f]{64}/.exec(printed)?.[0] ?? '';

  beforeAll(() => {
    needPrograms(PACKAGES);
    folder = mkdtempSync(join(tmpdir(), 'image-integration-'));
    makeBaseImage(BASE);
    image = cloneAndBuild('first');
  }, 120_000);

  afterAll(() => {
    spawnSync('buildah', ['rmi', '--force', idIn(image), BASE], { env: settings });
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the same from another clone of the same commit', () => {
    expect(idIn(cloneAndBuild('second'))).toBe(idIn(image));
  });

  it(`is no more than ${String(PAYLOAD_LIMIT_MB)} MB over its base`, () => {
    expect(Number(/([\d.]+) MB over/.exec(image)?.[1])).toBeLessThan(PAYLOAD_LIMIT_MB);
  });

  it('runs as nobody on a read-only root, and as process 1 lets a request finish when it is stopped', async () => {
    expect(run('podman', ['image', 'inspect', '--format', '{{.Config.User}}', idIn(image)])).toBe('10001:10001\n');
    const [port, adminPort, originPort] = [await freePort(), await freePort(), await freePort()];
    const origin = createServer((socket) => {
      setTimeout(() => socket.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<title>Late</title>'), 2000);
    }).listen(originPort, '127.0.0.1');
    const variables = {
      PORT: port,
      ADMIN_PORT: adminPort,
      OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32',
      OUTBOUND_ALLOW_PORTS: '*',
    };
    const container = spawn(
      'podman',
      [
        ...['--runtime', 'runc', 'run', '--rm', '--network', 'host', '--name', `exemplar-test-${String(port)}`],
        ...['--read-only', '--tmpfs', '/tmp', '--cap-drop=ALL', '--security-opt=no-new-privileges'],
        ...['--memory', '512m', '--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=1000:1000'],
        ...Object.entries(variables).flatMap(([key, value]) => ['--env', `${key}=${String(value)}`]),
        idIn(image),
      ],
      { env: settings },
    );
    const printed: string[] = [];
    for (const stream of [container.stdout, container.stderr])
      stream.on('data', (chunk) => printed.push(String(chunk)));
    const ended = new Promise((resolve) => container.once('exit', resolve));
    try {
      await until(
        () => statusOf(`http://127.0.0.1:${String(adminPort)}/readyz`).then((status) => status === 200),
        'readiness',
      );
      const page = encodeURIComponent(`http://127.0.0.1:${String(originPort)}/`);
      const underWay = fetch(`http://127.0.0.1:${String(port)}/v1/metadata?url=${page}`);
      await sleep(500);
      run('podman', ['kill', '--signal', 'TERM', `exemplar-test-${String(port)}`]);
      expect(await (await underWay).json()).toMatchObject({ title: 'Late' });
      expect({ code: await ended, printed: printed.join('') }).toMatchObject({ code: 0 });
    } finally {
      container.kill('SIGKILL');
      origin.close();
    }
  });

  it('has the same digest in a registry as it was told', async () => {
    const registry = await startRegistry(folder, await freePort());
    const home = registry.host;
    try {
      Object.assign(settings, registry.builderSettings);
      const printed = cloneAndBuild('third', '--push', '--tag=1', `--registry=${home}`);
      const accept = 'application/vnd.oci.image.manifest.v1+json';
      const pushed = await fetch(`http://${home}/v2/metadata-scraper/manifests/1`, { headers: { accept } });
      expect(printed).toContain(
        `Pushed  ${home}/metadata-scraper:1\n        ${String(pushed.headers.get('docker-content-digest'))}`,
      );
    } finally {
      await registry.stop();
    }
  });
});
