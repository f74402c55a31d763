import { EventEmitter, once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { runMain } from '../../fixtures/run-main.ts';
import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { standInProgram } from '../../fixtures/stand-in-program.ts';
import { freePort, statusOf } from '../smoke/launch.ts';
import { serve } from './serve.ts';
import { type Endable, toldToEnd } from './told-to-end.ts';

/** A service that tells its environment, and says good-bye. */
const MAIN = `
import { createServer } from 'node:http';
createServer((_, response) => response.end(JSON.stringify(process.env))).listen(process.env.PORT, () => console.log('{"ready":1}'));
process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });
`;

const REDIS = `
process.on('SIGTERM', () => { console.log('bye'); process.exit(0); });
setInterval(() => {}, 1000);
console.log('up');
`;

describe('nx serve', () => {
  let workspaceRoot: string;
  let lines: string[];
  let end: () => void;
  let over: Promise<unknown>;

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
    writeFileSync(join(workspaceRoot, path), text);
  };
  const service = (name: string, description = '', main = MAIN): void => {
    write(`apps/${name}/service.yaml`, `${serviceYaml(name)}\n${description}`);
    write(`apps/${name}/src/main.ts`, main);
  };
  const run = (env: NodeJS.ProcessEnv = {}, words: readonly string[] = []): Promise<unknown> => {
    over = serve('apps/shop', words, {
      workspaceRoot,
      env: { PATH: workspaceRoot, PORT: '0', ADMIN_PORT: '0', ...env },
      print: (line) => lines.push(line),
      pretty: (line) => line.replace('{"ready":1}', 'ready\n  at once'),
      end: new Promise<void>((resolve) => (end = resolve)),
    }).catch((error: unknown) => String(error));
    return over;
  };
  const printed = async (text: string): Promise<void> => {
    while (!lines.join('\n').includes(text)) await sleep(20);
  };
  const urlOf = (name: string): string =>
    String(new RegExp(`^${name} +(http://localhost:\\d+)`, 'm').exec(lines.join('\n'))?.[1]);

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    lines = [];
  });

  afterEach(async () => {
    end();
    await over;
    rmSync(workspaceRoot, { recursive: true });
  });

  it('has the files of a service where they are in the repository', async () => {
    write('k8s/rules.yaml', 'a: 1');
    service('shop', 'files: [k8s/rules.yaml]\nenvironment: { A: /etc/shop/rules.yaml, B: /etc/shop/other.yaml }');
    void run();
    await printed('ready');
    const environment: unknown = await (await fetch(urlOf('shop'))).json();
    expect(environment).toMatchObject({ A: join(workspaceRoot, 'k8s/rules.yaml'), B: '/etc/shop/other.yaml' });
  });

  it('runs a service, those it calls, and Redis, and tells each where the others are', async () => {
    standInProgram(workspaceRoot, 'redis-server', REDIS);
    service('shop', 'egress: { redis: true, services: [user-auth] }\nsecrets: [TOKEN, KEY]');
    service('user-auth', 'egress: { services: [shop] }\nenvironment: { A: { local: here, staging: there }, B: 1 }');
    const PORT = String(await freePort());
    void run({ KEY: 'x', B: '2', PORT });
    await printed('shop      | ready\nshop      |   at once');
    await printed('user-auth | ready');
    await printed('redis     | up');

    const [shop, auth] = [urlOf('shop'), urlOf('user-auth')];
    expect(shop).toBe(`http://localhost:${PORT}`);
    const environment = (await (await fetch(shop)).json()) as Record<string, string>;
    expect(environment).toMatchObject({ USER_AUTH_URL: auth, LOG_FORMAT: 'json', DRAIN_DELAY_MS: '0', KEY: 'x' });
    expect(environment.REDIS_URL).toMatch(/^redis:\/\/127.0.0.1:\d+$/);
    const other = (await (await fetch(auth)).json()) as Record<string, string>;
    expect(other).toMatchObject({
      SHOP_URL: shop,
      A: 'here',
      B: '2',
      SENTRY_ENVIRONMENT: 'local',
      BUILD_OWNER: 'identity',
    });
    expect(other).not.toHaveProperty('REDIS_URL');
    expect(lines.join('\n')).toContain('without TOKEN, which may be set');
    expect(lines.join('\n')).toContain(`Redis      ${String(environment.REDIS_URL)}, empty, and gone when this ends`);
    expect(readFileSync(join(workspaceRoot, '.nx/serve/shop.log'), 'utf8')).toBe('{"ready":1}\n');
    expect(readFileSync(join(workspaceRoot, '.nx/serve/shop.admin'), 'utf8')).toBe(
      `localhost:${environment.ADMIN_PORT}`,
    );

    end();
    expect(await over).toBeUndefined();
    expect(readdirSync(join(workspaceRoot, '.nx/serve')).filter((name) => name.endsWith('.admin'))).toEqual([]);
    expect(lines.filter((line) => line.endsWith('bye'))).toEqual([
      'shop      | bye',
      'user-auth | bye',
      'redis     | bye',
    ]);
    expect([await statusOf(shop), await statusOf(auth)]).toEqual([0, 0]);
  });

  describe('a service that has a play', () => {
    const play = (first: string): void => {
      write(
        'apps/shop/play/main.ts',
        `console.log(${JSON.stringify(first)} || process.env.SERVICE_URL); setInterval(() => {}, 1000);
        console.log('curtain'); process.on('SIGTERM', () => process.exit(0));`,
      );
    };
    const told = JSON.stringify({
      variables: { TOKEN: 'fake', KUBECONFIG: '/fake' },
      says: 'Play  http://localhost:1',
    });

    it('plays where none of its secrets is set, and touches nothing real', async () => {
      service('shop', 'secrets: [TOKEN]');
      play(told);
      void run({ KUBECONFIG: '/real' });
      await printed('ready');
      expect(lines).toContain('Play  http://localhost:1');
      expect(lines).toContain('play | curtain');
      expect(lines.join('\n')).not.toContain('without TOKEN');
      expect(await (await fetch(urlOf('shop'))).json()).toMatchObject({ TOKEN: 'fake', KUBECONFIG: '/fake' });
    });

    it('works with what is real where a secret is set', async () => {
      service('shop', 'secrets: [TOKEN]');
      play(told);
      void run({ TOKEN: 'real' });
      await printed('ready');
      expect(await (await fetch(urlOf('shop'))).json()).toMatchObject({ TOKEN: 'real' });
      expect(lines).not.toContain('Play  http://localhost:1');
    });

    it.each([
      ['{"a": 1}', '{"a": 1}'],
      ['', /http:\/\/localhost:\d+/], // which it was told, and is no JSON
    ])('does not start where its play says %j first', async (first, complaint) => {
      service('shop');
      play(first);
      const failure = await run();
      expect(failure).toMatch(/apps\/shop\/play\/main.ts does not say first what the service is to be told, but: /);
      expect(failure).toMatch(complaint);
    });
  });

  it('starts no Redis where there is one, or none to be had', async () => {
    service('shop', 'egress: { redis: true }');
    void run({ REDIS_URL: 'redis://redis.test' });
    await printed('ready');
    expect(lines).toContain('Redis  the one of REDIS_URL');
    expect(await (await fetch(urlOf('shop'))).json()).toMatchObject({ REDIS_URL: 'redis://redis.test' });
    end();
    await over;

    lines = [];
    void run();
    await printed('ready');
    expect(lines).toContain('Redis  none: redis-server is not installed, and REDIS_URL not set');
    expect(await (await fetch(urlOf('shop'))).json()).not.toHaveProperty('REDIS_URL');
  });

  it('says what ended, and goes on', async () => {
    standInProgram(workspaceRoot, 'redis-server', 'process.exit(3);');
    service('shop', 'egress: { redis: true }');
    void run();
    await printed('redis ended: exit code 3.');
    await printed('shop  | ready');
    expect(await statusOf(urlOf('shop'))).toBe(200);
  });

  it('says what cannot be started, and goes on', async () => {
    write('redis-server', '#!/nowhere/interpreter');
    chmodSync(join(workspaceRoot, 'redis-server'), 0o755);
    service('shop', 'egress: { redis: true }');
    void run();
    await printed('redis | spawn redis-server ENOENT');
    await printed('redis ended: exit code -2.');
    await printed('shop  | ready');
    expect(await statusOf(urlOf('shop'))).toBe(200);
  });

  it('is over where the service itself is, and leaves nothing behind', async () => {
    service('shop', '', `${MAIN}\nsetTimeout(() => process.kill(process.ppid, 'SIGKILL'), 100);`);
    expect(await run()).toBe('Error: The run is over.');
    expect(lines).toContain('shop ended: SIGKILL.');
    expect(await statusOf(urlOf('shop'))).toBe(0);
  });

  describe('refuses', () => {
    let taken: Server;

    beforeEach(async () => {
      service('shop');
      taken = createServer().listen(await freePort());
      await once(taken, 'listening');
    });

    afterEach(() => {
      taken.close();
    });

    const takenPort = (): string => String((taken.address() as AddressInfo).port);

    it('a port that is taken, with another way', async () => {
      expect(await run({ ADMIN_PORT: takenPort() })).toBe(
        `Error: Port ${takenPort()} is taken. End what listens there, or take another: ADMIN_PORT=0 npx nx serve shop takes any.`,
      );
    });

    it.each(['a', '-1', '65536', '1.5'])('%s for a port', async (PORT) => {
      expect(await run({ PORT })).toBe(`Error: PORT is "${PORT}". Wanted: a port, 0 to 65535.`);
    });

    it('an option that it does not have', async () => {
      expect(await run({}, ['--fast'])).toMatch(/Unknown option '--fast'.*\nUsage: .*npx nx serve <service>/s);
    });

    it('a call of a service that is not there', async () => {
      service('shop', 'egress: { services: [payments] }');
      expect(await run()).toBe(
        'Error: apps/shop/service.yaml: egress.services names "payments", and there is no apps/payments. Correct the name.',
      );
    });
  });

  it('listens on 3000 where nothing else is said', async () => {
    service('shop');
    const taken = createServer().listen(3000);
    await Promise.race([once(taken, 'listening'), once(taken, 'error')]); // somebody else's will do
    expect(await run({ PORT: undefined })).toContain('Port 3000 is taken.');
    taken.close();
  });

  it('is wired to the command line', async () => {
    const { complaint, exitCode } = await runMain([workspaceRoot, '--fast'], () => import('./main.ts'));
    expect(complaint).toContain("Unknown option '--fast'");
    expect(exitCode).toBe(2);
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.removeAllListeners(signal);
    end = () => undefined;
  });
});

describe('the end of a run', () => {
  let codes: number[];
  let program: Endable;
  let told: Promise<void>;

  beforeEach(() => {
    codes = [];
    program = Object.assign(new EventEmitter(), {
      stdout: new EventEmitter(),
      exit: (code: number) => codes.push(code),
    });
    told = toldToEnd(program);
  });

  it('comes at the first signal, and at once at the second, whichever they are', async () => {
    program.emit('SIGINT');
    await told;
    expect(codes).toEqual([]);
    program.emit('SIGHUP');
    expect(codes).toEqual([130]);
  });

  it('comes when nobody reads what it prints', async () => {
    program.stdout.emit('error', new Error('write EPIPE'));
    program.stdout.emit('error', new Error('write EPIPE'));
    await told;
    expect(codes).toEqual([]);
  });
});
