import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { needPrograms } from '../fixtures/need-programs.ts';
import { waitFor } from '../fixtures/start-prometheus.ts';
import { listServices } from '../src/descriptor/list-services.ts';
import { freePort, launch, type Launched, statusOf } from '../src/smoke/launch.ts';
import { filesOn } from '../src/workspace/files.ts';

const workspaceRoot = join(import.meta.dirname, '../..');
const NAME = 'metadata-scraper';
const SERVICE = join(workspaceRoot, 'apps', NAME);

describe('nx observe', () => {
  let service: Launched;
  let observe: ChildProcess;
  let ended: Promise<unknown[]>;
  let output = '';

  const urlOf = (what: string): string => String(new RegExp(`^${what} +(http://[\\d.]+:\\d+)`, 'm').exec(output)?.[1]);
  const page = async (path: string): Promise<string> => (await fetch(`${urlOf('Services')}${path}`)).text();
  const ask = async (path: string): Promise<string> => (await fetch(`${urlOf('Prometheus')}/api/v1/${path}`)).text();

  beforeAll(async () => {
    needPrograms({ prometheus: 'prometheus' });
    const [port, adminPort] = [await freePort(), await freePort()];
    const settings = { PORT: String(port), ADMIN_PORT: String(adminPort) };
    service = launch(join(SERVICE, 'dist/main.js'), 20_000, settings);
    const words = ['.', `--admin=localhost:${String(adminPort)}`];
    const program = spawn(process.execPath, [join(workspaceRoot, 'tools/src/observe/main.ts'), ...words], {
      env: { PATH: process.env.PATH },
    });
    observe = program;
    ended = once(program, 'close');
    for (const stream of [program.stdout, program.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text));
    }
    await waitFor(
      async () => output.includes('is watched') && (await statusOf(`${urlOf('Prometheus')}/-/ready`)) === 200,
      () => `the service and Prometheus; it printed:\n${output}`,
    );
  }, 120_000);

  afterAll(() => {
    observe.kill('SIGTERM');
    service.process.kill('SIGKILL');
  });

  it('has Prometheus take the rules of all services, and compute them without a complaint', async () => {
    await waitFor(
      async () => !(await ask('rules')).includes('"health":"unknown"'),
      () => 'rules that were computed',
    );
    const rules = await ask('rules');
    const names = listServices(filesOn(workspaceRoot)).map(({ name }) => name);
    expect(names.filter((name) => !rules.includes(`"name":"${name}.alerts"`))).toEqual([]);
    expect(rules).not.toContain('"health":"err"');
  });

  it('draws the dashboard of a service that runs', async () => {
    await waitFor(
      async () => /<figcaption>Memory <small>MB.*<polyline/s.test(await page(`/${NAME}`)),
      () => 'a graph of its memory',
    );
    expect(await page('/')).toMatch(new RegExp(`<a href="/${NAME}">${NAME}</a>.*class="met">up<`, 's'));
  });

  it('leaves nothing behind', async () => {
    const prometheus = urlOf('Prometheus');
    const folder = String(/\/[^\s"\\]+\/observe-\w+/.exec(await ask('status/config'))?.[0]);
    expect(existsSync(folder)).toBe(true);
    observe.kill('SIGINT');
    expect(await ended).toEqual([0, null]);
    expect([existsSync(folder), await statusOf(`${prometheus}/-/ready`)]).toEqual([false, 0]);
  });
});
