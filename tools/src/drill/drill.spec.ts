import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { DRILLED_SERVICE, PROMTOOL_OF_ONE_ALERT, REDIS_OF_ONE_ANSWER } from '../../fixtures/drilled-service.ts';
import { runMain } from '../../fixtures/run-main.ts';
import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { standInProgram } from '../../fixtures/stand-in-program.ts';
import { Failure } from '../program/failure.ts';
import { drill } from './drill.ts';
import type { Report } from './report.ts';

const ROOT = 'apps/user-auth';
const RULES = readFileSync(join(import.meta.dirname, '../../../k8s/observability/metadata-scraper.rules.yaml'), 'utf8');
const TESTING = join(import.meta.dirname, '../../../libs/testing/src/index.ts');

/** What a drill needs beside requests: a DNS server, and an origin that can be closed. */
const PARTS = `
import { startDnsServer, startOrigin } from '${TESTING}';
export default async () => {
  const names = await startDnsServer({ '*': { addresses: ['127.0.0.1'] } });
  let origin = await startOrigin({ '*': (request, response) => response.end() });
  const { port, url } = origin;
  return {
    requests: [{ name: 'calls', weight: 1, path: '/origin' }],
    env: { ORIGIN: url },
    drills: {
      interrupt: async () => {
        await origin.close();
        return async () => { origin = await startOrigin({ '*': (request, response) => response.end() }, { port }); };
      },
      names: {
        server: names.server,
        requests: [{ name: 'by name', weight: 1, path: '/name' }],
        silence: () => {
          names.set('*', { silent: true });
          return () => names.set('*', { addresses: ['127.0.0.1'] });
        },
      },
    },
    close: async () => { await names.close(); await origin.close(); },
  };
};`;

describe('nx drill', () => {
  let workspaceRoot: string;
  let printed: string[];
  let told: string[];

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
    writeFileSync(join(workspaceRoot, path), text);
  };
  const mix = (paths: readonly string[], others: object = {}): string => {
    const requests = paths.map((path) => ({ name: path, weight: 1, path }));
    return `export default ${JSON.stringify({ requests, ...others })};`;
  };
  const standIn = (name: string, script: string): void => {
    standInProgram(join(workspaceRoot, 'bin'), name, script);
  };
  const mayCall = (what: string): void => {
    write(`${ROOT}/service.yaml`, `${serviceYaml()}\negress: { ${what}: true }\n`);
  };
  const run = (...words: readonly string[]): Promise<void> =>
    drill(ROOT, words, {
      workspaceRoot,
      path: join(workspaceRoot, 'bin'),
      patienceMs: 5000,
      print: (line) => printed.push(line),
      tell: (line) => told.push(line),
    });
  /** The report of one drill, and what the program complained of. */
  const reportOf = async (name: string): Promise<Report & { readonly complaint?: string }> => {
    const complaint = await run(`--only=${name}`, '--seconds=0.25', '--json').then(
      () => ({}),
      (error: unknown) => ({ complaint: (error as Error).message }),
    );
    const [report] = JSON.parse(String(printed.at(-1))) as readonly [Report];
    return { ...report, ...complaint };
  };

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    [printed, told] = [[], []];
    mkdirSync(join(workspaceRoot, 'bin'));
    write(`${ROOT}/service.yaml`, serviceYaml());
    write(`${ROOT}/dist/main.js`, DRILLED_SERVICE);
    write(`${ROOT}/load/requests.ts`, mix(['/ok']));
  });

  afterEach(() => {
    rmSync(workspaceRoot, { recursive: true });
  });

  const NOTHING = expect.stringMatching(/^nothing of [1-9]\d*$/) as string;

  it('kills one of two processes, whose requests the other answers, and starts it again', async () => {
    expect(await reportOf('kill')).toEqual({
      name: 'kill',
      does: 'kill -9 of one of two processes',
      passed: true,
      lost: NOTHING,
      recovered: expect.stringMatching(/^\d+(?:\.\d)? m?s$/) as string,
      logged: 'info: Ready',
      alert: 'unknown: promtool is missing',
    });
    expect(told).toEqual([
      'promtool is missing, so it is unknown which alerts fire: install it (Debian: apt-get install prometheus)',
      'kill: kill -9 of one of two processes …',
    ]);
  });

  it('counts as lost what nobody may ask twice', async () => {
    const requests = [{ name: 'a payment', weight: 1, method: 'POST', path: '/cut' }];
    write(`${ROOT}/load/requests.ts`, `export default ${JSON.stringify({ requests })};`);
    expect(await reportOf('sigterm')).toMatchObject({
      passed: false,
      lost: expect.stringMatching(/^of \d+: \d+ × ECONNRESET/) as string,
      complaint: 'user-auth does not come through: sigterm.',
    });
  });

  it('counts as lost what is answered with an error, and what the next process cuts as well', async () => {
    write(`${ROOT}/load/requests.ts`, mix(['/bad', '/cut']));
    const { lost } = await reportOf('sigterm');
    expect(lost).toMatch(/ × 500/);
    expect(lost).toMatch(/ × ECONNRESET/);
  });

  it('loses nothing where a process drains on SIGTERM', async () => {
    expect(await reportOf('sigterm')).toMatchObject({ passed: true, lost: NOTHING });
  });

  it('wants a process to end well', async () => {
    write(`${ROOT}/load/requests.ts`, mix(['/ok'], { env: { EXIT_CODE: '3' } }));
    expect(await reportOf('sigterm')).toMatchObject({
      passed: false,
      lost: 'it ended with 3 on SIGTERM, not with 0',
      recovered: '–',
    });
  });

  it('kills Redis', async () => {
    mayCall('redis');
    standIn('redis-server', REDIS_OF_ONE_ANSWER);
    expect(await reportOf('redis')).toMatchObject({
      passed: true,
      lost: NOTHING,
      logged: expect.stringMatching(/^warn: redis is gone/) as string,
    });
  });

  it('has Redis keep silent, and speak again', async () => {
    mayCall('redis');
    standIn('redis-server', REDIS_OF_ONE_ANSWER);
    expect(await reportOf('redis-silent')).toMatchObject({ passed: true, lost: NOTHING });
  });

  describe('tells which alert fires', () => {
    beforeEach(() => {
      mayCall('redis');
      standIn('redis-server', REDIS_OF_ONE_ANSWER);
      standIn('promtool', PROMTOOL_OF_ONE_ALERT);
      write('k8s/observability/user-auth.rules.yaml', RULES);
    });

    it('by what processes tell of themselves while it lasts', async () => {
      expect((await reportOf('redis')).alert).toBe('SharedCacheLost');
      expect((await reportOf('sigterm')).alert).toBe('none');
      expect(told.join()).not.toContain('missing');
    });

    it('where there are rules', async () => {
      rmSync(join(workspaceRoot, 'k8s'), { recursive: true });
      expect((await reportOf('kill')).alert).toBe('unknown: k8s/observability/user-auth.rules.yaml is missing');
      expect(told[0]).toMatch(/rules.yaml is missing, so it is unknown which alerts fire: run npx nx sync$/);
    });

    it('or what promtool complains of', async () => {
      standIn('promtool', "console.error('parse error'); process.exit(2);");
      expect(await reportOf('kill')).toMatchObject({
        passed: false,
        lost: 'promtool does not take what the service tells of itself: parse error',
      });
    });
  });

  it('wants a service that calls Redis to connect to it', async () => {
    mayCall('redis');
    standIn('redis-server', 'setInterval(() => 0, 1000)');
    expect(await reportOf('redis')).toMatchObject({ passed: false, lost: 'redis-server did not start within 5 s' });
  });

  it('fails where what a drill needs is not installed', async () => {
    mayCall('redis');
    expect(await reportOf('redis')).toMatchObject({
      passed: false,
      lost: 'redis-server is missing: install it (Debian: apt-get install redis-server)',
      complaint: 'user-auth does not come through: redis.',
    });
  });

  it.each([
    ['origins', 502],
    ['dns', 502],
    ['clock-back', 502],
  ])(
    'takes away what is called and brings it back, and takes errors for answers meanwhile: %s',
    async (name, status) => {
      mayCall('internet');
      write(`${ROOT}/load/requests.ts`, PARTS);
      expect(await reportOf(name)).toMatchObject({
        passed: true,
        lost: expect.stringMatching(new RegExp(`^nothing of \\d+; meanwhile \\d+ × ${status}$`)) as string,
      });
    },
  );

  it('says why a drill does not apply, which is no failure', async () => {
    expect((await reportOf('redis')).lost).toBe('does not apply: its egress has no Redis');
    expect((await reportOf('dns')).lost).toBe('does not apply: its egress has no internet');
    mayCall('internet');
    expect(await reportOf('dns')).toMatchObject({
      passed: true,
      lost: 'does not apply: its load/requests.ts has no drills.names',
      recovered: '–',
    });
  });

  it('sets the clock, and takes it when what is signed is refused meanwhile', async () => {
    write(`${ROOT}/load/requests.ts`, mix(['/signed']));
    const { passed, lost } = await reportOf('clock');
    expect(lost).toMatch(/^nothing of \d+; meanwhile \d+ × 401$/);
    expect(passed).toBe(true);
  });

  it('has every log line fail, and finds none', async () => {
    expect(await reportOf('disk')).toMatchObject({ passed: true, lost: NOTHING, logged: 'nothing' });
  });

  it('fills the memory of one process, and empties it', async () => {
    expect(await reportOf('memory')).toMatchObject({ passed: true, lost: NOTHING });
  });

  it('starts a process again that ended at its limit, and loses nothing by it', async () => {
    const heavy = [{ name: 'heavy', weight: 1, path: '/heavy' }];
    write(`${ROOT}/load/requests.ts`, mix(['/ok'], { drills: { heavy }, env: { GROWS: '1' } }));
    expect(await reportOf('memory')).toMatchObject({ passed: true, lost: NOTHING });
  });

  it('opens two thousand connections beside the load', async () => {
    expect(await reportOf('idle')).toMatchObject({ passed: true, lost: NOTHING });
  });

  it('wants clients to be cut off that never end their headers', async () => {
    expect(await reportOf('slow')).toMatchObject({ passed: true, lost: NOTHING });
  });

  it('says so where they are kept', async () => {
    write(`${ROOT}/load/requests.ts`, mix(['/ok'], { env: { KEEPS_SLOW: '1' } }));
    expect(await reportOf('slow')).toMatchObject({
      passed: false,
      lost: 'clients that never end their headers are kept for 5 s',
    });
  });

  it('says what does not recover', async () => {
    write(`${ROOT}/load/requests.ts`, mix(['/bad']));
    expect(await reportOf('disk')).toMatchObject({ passed: false, lost: 'it did not recover within 5 s' });
  });

  it('says what a bundle printed that does not become ready', async () => {
    write(`${ROOT}/dist/main.js`, 'console.error("PORT is taken"); process.exit(78);');
    expect((await reportOf('kill')).lost).toBe('the bundle did not become ready; it printed: PORT is taken');
  });

  it('says what one printed that runs and is never ready', async () => {
    write(`${ROOT}/load/requests.ts`, mix(['/ok'], { env: { NEVER_READY: '1' } }));
    expect((await reportOf('kill')).lost).toMatch(/^the bundle did not become ready; it printed: .*Ready/s);
  });

  it('does not hide a bug behind a row', async () => {
    mayCall('internet');
    const broken = `export default { ...(${mix(['/ok']).replace('export default ', '').replace(';', '')}),
      drills: { interrupt: () => Promise.reject(new TypeError('a bug')) } };`;
    write(`${ROOT}/load/requests.ts`, broken);
    await expect(run('--only=origins', '--seconds=0.1')).rejects.toThrow('a bug');
  });

  it('prints a table', async () => {
    const print = (line: string) => printed.push(line);
    await drill(ROOT, ['--only=redis,dns'], { workspaceRoot, path: '', print, tell: () => undefined });
    const [head, ...rows] = printed.join('\n').split('\n');
    expect(head).toMatch(/^drill {2}lost +recovered in {2}alert {2}logged$/);
    expect(rows).toEqual([
      'redis  does not apply: its egress has no Redis     –             –      –',
      'dns    does not apply: its egress has no internet  –             –      –',
    ]);
  });

  it.each([
    [['--only=kil'], '--only names "kil". Did you mean kill? Wanted: kill, sigterm, redis, '],
    [['--seconds=0'], '--seconds is "0". Wanted: a number above 0.'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j in a sentence', async (words, sentence) => {
    await expect(run(...words)).rejects.toThrow(sentence);
    await expect(run(...words)).rejects.toBeInstanceOf(Failure);
  });

  it('says that there is no bundle', async () => {
    rmSync(join(workspaceRoot, ROOT, 'dist/main.js'));
    await expect(run()).rejects.toThrow('dist/main.js is missing. Build the service first');
  });

  it('is wired to the command line', async () => {
    const { complaint, exitCode } = await runMain([workspaceRoot, '--fast'], () => import('./main.ts'));
    expect(complaint).toContain("Unknown option '--fast'");
    expect(exitCode).toBe(2);
  });
});
