import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { runMain } from '../../fixtures/run-main.ts';
import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { loadReportSchema } from './load-report.ts';
import { loadTest } from './load-test.ts';

const ROOT = 'apps/user-auth';

/** A service that answers by its path. */
const BUNDLE = `
const { createServer } = require('node:http');
const say = (status, text) => (request, response) => response.writeHead(status).end(text);
const METRICS = 'service_info{service="user-auth",version="' + (process.env.VERSION ?? '1.2.3') + '",commit="a"} 1\\nprocess_cpu_seconds_total 1.5\\nprocess_resident_memory_bytes 1e8\\nnodejs_eventloop_lag_p99_seconds 0.012\\n';
const ROUTES = {
  '/ok': (request, response) => request.on('data', (body) => response.end(request.method + body)).on('end', () => response.end()).resume(),
  '/signed': (request, response) => request.on('data', (body) => response.writeHead(String(body) === request.headers['x-signature'] ? 200 : 401).end()),
  '/bad': say(500, 'no'),
  '/busy': (request, response) => (Date.now() - start > 700 ? say(503, 'no') : say(200, 'yes'))(request, response),
  '/cut': (request) => request.socket.destroy(),
  '/end': (request, response) => Date.now() - start > 700 ? process.kill(process.pid, 'SIGKILL') : say(200, 'yes')(request, response),
  '/quit': (request, response) => Date.now() - start > 700 ? process.exit(3) : say(200, 'yes')(request, response),
  '/key': (request, response) => say(request.headers['x-api-key'] === 'secret' ? 200 : 401, '')(request, response),
};
let start = Date.now();
createServer((request, response) => ROUTES[new URL(request.url, 'http://a').pathname](request, response)).listen(process.env.PORT);
createServer((request, response) => response.end(request.url === '/metrics' ? METRICS : 'ready')).listen(process.env.ADMIN_PORT);
process.on('SIGTERM', () => process.exit(0));
`;

const requests = (...list: readonly object[]): string =>
  `export default { requests: ${JSON.stringify(list.map((one) => ({ weight: 1, ...one })))} };`;

describe('nx load-test', () => {
  let workspaceRoot: string;
  let lines: string[];
  let interrupt: AbortController;

  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(workspaceRoot, path)), { recursive: true });
    writeFileSync(join(workspaceRoot, path), text);
  };
  const run = async (...words: readonly string[]): Promise<string> => {
    await loadTest(ROOT, words, {
      workspaceRoot,
      print: (line) => lines.push(line),
      screen: { write: (text: string) => lines.push(text) },
      interrupted: interrupt.signal,
    }).catch((error: unknown) => lines.push(String(error)));
    return lines.join('\n');
  };
  const report = () => JSON.parse(readReport('load-test.json')) as Readonly<Record<string, unknown>>;
  const readReport = (file: string): string => readFileSync(join(workspaceRoot, 'coverage', ROOT, file), 'utf8');

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    lines = [];
    interrupt = new AbortController();
    write(`${ROOT}/service.yaml`, serviceYaml());
    write(`${ROOT}/dist/main.js`, BUNDLE);
    write(`${ROOT}/load/requests.mts`, '');
    write(`${ROOT}/load/requests.ts`, requests({ name: 'fine', path: '/ok' }));
  });

  afterEach(() => {
    rmSync(workspaceRoot, { recursive: true });
  });

  it('starts the bundle, asks it at the rate of a profile, and leaves a report', async () => {
    const printed = await run('--seconds=1.2');
    expect(printed).toMatch(/peak {2}1 s {2}2[01] right {2}0 wrong/);
    expect(printed).toContain('user-auth, peak: ten times the average\nthe bundle, one process, version 1.2.3; ');
    expect(printed).toMatch(/✓ 100 % of 24 requests were answered rightly; promised are 99.5 %.\n✓ 95 of a hundred/);
    expect(loadReportSchema.safeParse(report()).error).toBeUndefined();
    expect(report()).toMatchObject({
      service: 'user-auth',
      profile: 'peak',
      rate: { stated: 10_000 / 86_400, asked: 20 },
      verdict: { passed: true },
      figures: { 'most memory MB': 100, 'CPU ms a request': 0 },
      kinds: [{ name: 'fine', answered: 24, wrong: 0 }],
      failures: {},
      kind: 'bundle',
      version: '1.2.3',
      seconds: 1.2,
      moments: [{ memoryBytes: 1e8, loopDelayMs: 12, cores: 0, due: 20 }, { at: expect.any(Number) as number }],
      comparison: { ratios: {} },
    });
    const page = readReport('load-test.html');
    expect(page).toContain('<h1>user-auth <span class="met">holds</span></h1>');
    expect(page.match(/<figcaption>[\w ]+/g)).toHaveLength(6);
    expect(page).not.toContain('Wrong answers');
    expect(page).toContain('<span class="key key-2">requests due</span>');
  });

  it('compares with the last run of the same profile and kind of target, whatever ran in between', async () => {
    expect(await run('--seconds=0.2')).toContain(
      'Nothing to compare with: no run of peak before this one was against bundle.',
    );
    await run('--seconds=0.2', '--profile=production');
    expect(report()).toMatchObject({ profile: 'production', comparison: { ratios: {} } });
    await run('--seconds=0.2', '--processes=2');
    expect(report()).toMatchObject({ kind: 'bundle-2', comparison: { ratios: {} } });
    lines = [];
    const printed = await run('--seconds=0.2');
    expect(printed).toMatch(
      /last run of peak against bundle: \d{4}-\d\d-\d\d \d\d:\d\d UTC, version 1.2.3, 20 requests a second for 0.2 s/,
    );
    expect(report()).toMatchObject({ comparison: { ratios: { 'most memory MB': 1 } } });
    expect(printed).toMatch(/most memory MB +100 +1.00 of the last run/);
    expect(readReport('load-test.html')).toContain('most memory MB</th><td>100</td><td>1.00</td>');
  });

  it('gives a soak variables of its own, and compares it with no run that is not there in full', async () => {
    write(`coverage/${ROOT}/load-tests/soak.bundle.json`, '{');
    write(
      `${ROOT}/load/requests.ts`,
      `export default { env: { VERSION: '1' }, soakEnv: { VERSION: '2' }, requests: [{ name: 'fine', weight: 1, path: '/ok' }] };`,
    );
    await run('--seconds=0.5', '--profile=soak');
    expect(report()).toMatchObject({ version: '2', rate: { asked: 2 }, comparison: { ratios: {} } });
  });

  it('compares with no run that was wrong', async () => {
    write(`${ROOT}/load/requests.ts`, requests({ name: 'fine', path: '/ok' }, { name: 'bad', path: '/bad' }));
    await run('--seconds=0.2');
    await run('--seconds=0.2');
    expect(report()).toMatchObject({ verdict: { right: false }, comparison: { ratios: {} } });
  });

  it('counts what is wrong by kind and by what came, and fails where the SLO does not hold', async () => {
    const kinds = [
      { name: 'fine', path: '/ok', method: 'POST', body: 'a', headers: { 'content-type': 'text/plain' } },
      { name: 'bad', path: '/bad' },
      { name: 'expected', path: '/bad', statuses: [500], timed: false },
      { name: 'cut', path: '/cut' },
    ];
    write(`${ROOT}/load/requests.ts`, requests(...kinds));
    const printed = await run('--seconds=0.4', '--rate=20');
    expect(printed).toMatch(/Wrong answers:\n  2 × 500\n  2 × ECONNRESET/);
    expect(printed).toContain('✗ 50 % of 8 requests were answered rightly; promised are 99.5 %.');
    expect(printed).toContain('Failure: user-auth does not hold its SLO'.replace('Failure', 'Error'));
    expect(readReport('load-test.html')).toContain('<span class="missed">does not hold</span>');
    expect(readReport('load-test.html')).toContain('<h2>Wrong answers</h2>');
    expect(report().kinds).toMatchObject([
      { name: 'fine', wrong: 0 },
      { name: 'bad', answered: 0, wrong: 2 },
      { name: 'expected', answered: 2 },
      { name: 'cut', wrong: 2 },
    ]);
  });

  it('looks for the highest rate of one process, and of two', async () => {
    // it has enough after a while, whatever the rate
    write(`${ROOT}/load/requests.ts`, requests({ name: 'busy', path: '/busy' }));
    const printed = await run('--profile=stress', '--seconds=0.1', '--rate=50');
    expect(printed).toMatch(/1 process holds \d+ requests a second.\n  tried: 50 ✓, .*✗/);
    expect(printed).toMatch(/2 processes hold \d+ requests a second./);
    expect(report()).toMatchObject({ verdict: { passed: true }, target: 'the bundle, one process' });
    expect(printed).toMatch(/requests a day +average \/ s +peak \/ s +peak \/ a pod +pods\n10,000 +0.116 +1.16 /);
    expect(readReport('load-test.html')).toContain('1,000,000,000</th><td>11,574</td><td>115,741</td>');
    expect(readReport('load-test.html')).toContain('<figcaption>Latency of 95 %');
    expect(readReport('load-test.html')).toMatch(/2 processes hold <strong>\d+ requests a second/);
  });

  it('tells what broke where no rate holds', async () => {
    write(`${ROOT}/load/requests.ts`, requests({ name: 'bad', path: '/bad' }, { name: 'fine', path: '/ok' }));
    const printed = await run('--profile=stress', '--seconds=0.05', '--processes=1');
    expect(printed).toContain('1 process holds 0 requests a second.\n  tried: 100 ✗, 50 ✗, 25 ✗, 12.5 ✗');
    expect(printed).not.toContain('pods');
    expect(report()).toMatchObject({ verdict: { passed: false }, rate: { asked: 100 } });
  });

  it('may fail for wrong answers alone, however long right ones take', async () => {
    write(`${ROOT}/service.yaml`, serviceYaml().replace('milliseconds: 250', 'milliseconds: 1'));
    const server = createServer((_, response) => {
      setTimeout(() => response.end(), 20);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const target = `--url=http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await run('--seconds=0.2', target, '--any-pace')).not.toContain('does not hold its SLO');
    expect(report()).toMatchObject({ verdict: { passed: false, right: true } });
    expect(await run('--seconds=0.2', target)).toContain('does not hold its SLO');
    server.close();
  });

  it('takes what a function makes, gives the service what it needs, and closes it', async () => {
    const mix = `{ env: { NODE_OPTIONS: '--title=x' }, requests: [
      { name: 'made', weight: 1, path: (number) => '/ok?' + number },
      { name: 'signed', weight: 1, path: '/signed', method: 'POST',
        headers: (number) => ({ 'x-signature': String(number) }), body: (number) => String(number) }],
      close: () => { globalThis.closed = true; return Promise.resolve(); } }`;
    write(`${ROOT}/load/requests.ts`, `export default () => Promise.resolve(${mix});`);
    expect(await run('--seconds=0.2')).toContain('made');
    expect(report().kinds).toMatchObject([{ wrong: 0 }, { name: 'signed', wrong: 0 }]);
    expect(globalThis).toHaveProperty('closed', true);
  });

  it('asks a service that runs already, whose own figures it may not know', async () => {
    const paths: string[] = [];
    const server = createServer((request, response) => {
      paths.push(String(request.url));
      response.end();
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await run('--seconds=0.2', `--url=${url}`, '--processes=3')).toContain(`${url}/, version unknown; `);
    expect(report()).toMatchObject({ kind: new URL(url).host });
    await run('--seconds=0.2', `--url=${url}`);
    expect(report()).toMatchObject({ comparison: { words: expect.stringContaining('version unknown') as string } });
    await run('--seconds=0.2', `--url=${url.replace('127.0.0.1', '0.0.0.0')}`, '--allow-host=0.0.0.0');
    expect(report()).toMatchObject({
      kind: expect.stringMatching(/^0\.0\.0\.0:\d+$/) as string,
      comparison: { ratios: {} },
    });
    expect(report().figures).not.toHaveProperty('most memory MB');
    expect(readReport('load-test.html')).not.toContain('<figcaption>Memory');
    await run('--seconds=0.2', `--url=${url}`, `--admin=${url}`);
    expect(new Set(paths)).toEqual(new Set(['/ok', '/metrics']));
    expect(report().figures).toHaveProperty('most memory MB', 0);
    expect(await run('--seconds=0.1', `--url=${url.replace('http', 'https')}`)).toContain('fine: EPROTO');
    expect(await run(`--url=${url}`, '--admin=http://127.0.0.1:1')).toContain(
      "--admin is http://127.0.0.1:1/, where no /metrics answers. Name the service's admin port, or leave it out.",
    );
    server.close();
    server.closeAllConnections();
  });

  it('does not load what answers nothing rightly, and says what to do', async () => {
    write(
      `${ROOT}/load/requests.ts`,
      `export default { hints: { 401: 'The service wants a key.' }, requests: [{ name: 'key', weight: 1, path: '/key' }] };`,
    );
    expect(await run('--seconds=0.1')).toMatch(
      /gave no right answer, so it was not loaded.\n  key: 401\nThe service wants a key.$/,
    );
    lines = [];
    await run('--seconds=0.1', '--header=X-Api-Key: secret');
    expect(report()).toMatchObject({ verdict: { passed: true } });
    expect(await run('--url=http://127.0.0.1:1')).toContain('  key: ECONNREFUSED\nNobody listens there');
  });

  it('says what to do about some answers that are wrong', async () => {
    const list = '[{ name: "fine", weight: 1, path: "/ok" }, { name: "bad", weight: 1, path: "/bad" }]';
    write(`${ROOT}/load/requests.ts`, `export default { hints: { 500: 'Ask again.' }, requests: ${list} };`);
    expect(await run('--seconds=0.2', '--rate=20')).toContain('Wrong answers:\n  2 × 500\nAsk again.');
    expect(readReport('load-test.html')).toContain('<p>Ask again.</p>');
  });

  it.each([
    ['/end', 'SIGKILL'],
    ['/quit', 'exit code 3'],
  ])('ends where the bundle does, with what it printed last: %s', async (path, how) => {
    write(`${ROOT}/load/requests.ts`, requests({ name: 'end', path }));
    const printed = await run('--seconds=20');
    expect(printed).toMatch(new RegExp(`The bundle ended under load, by ${how}. The end of .*load-test.log:`));
  });

  it('ends where people want it to', async () => {
    const running = run('--seconds=20');
    setTimeout(() => {
      interrupt.abort(new Error('Interrupted.'));
    }, 700);
    expect(await running).toContain('Interrupted.');
  });

  it('sends nothing to where a path leads away from the target, and counts what cannot be made as wrong', async () => {
    const list = `[{ name: 'fine', weight: 1, path: '/ok' }, { name: 'away', weight: 1, path: '//elsewhere.invalid/' },
      { name: 'made', weight: 1, path: (number) => { throw new Error('no ' + typeof number); } }]`;
    write(`${ROOT}/load/requests.ts`, `export default { requests: ${list} };`);
    const printed = await run('--seconds=0.2', '--rate=30');
    expect(printed).toContain('× cannot be sent: its path leads to http://elsewhere.invalid');
    expect(printed).toContain('× cannot be sent: no number');
  });

  describe('with origins that a target elsewhere reaches', () => {
    const MIX = `export default (reached) => ({ requests: [{ name: 'fine', weight: 1, path: '/ok' }],
      origins: ['http://' + (reached?.host ?? '127.0.0.1') + ':' + (reached?.port || 9)],
      hints: { listen: reached?.listen ?? '' } });`;

    it.each([
      ['127.0.0.2', 'http://127.0.0.2:9; they listen on 127.0.0.2.'],
      ['127.0.0.2:8100', 'http://127.0.0.2:8100; they listen on 127.0.0.2.'],
      ['[::1]', 'http://[::1]:9; they listen on ::1.'],
      ['203.0.113.9', 'http://203.0.113.9:9; they listen on 0.0.0.0.'],
      ['[2001:db8::9]', 'http://[2001:db8::9]:9; they listen on ::.'],
    ])('has them where --origins=%s says, and tells so', async (address, told) => {
      write(`${ROOT}/load/requests.ts`, MIX);
      expect(await run('--seconds=0.1', `--origins=${address}`)).toContain(`The target reaches the origins at ${told}`);
      expect(readReport('load-test.html')).toContain(told);
    });

    it.each(['here', '', '10.0.0.5:x', '10.0.0.5/way'])('refuses %j, which is no address', async (address) => {
      expect(await run(`--origins=${address}`)).toContain(
        `--origins is "${address}". Wanted: the address at which the target reaches this machine`,
      );
    });

    it('has no use for them where the mix opens none', async () => {
      expect(await run('--origins=127.0.0.2')).toContain('--origins has no use');
    });

    it('wants them where the target is elsewhere', async () => {
      write(`${ROOT}/load/requests.ts`, MIX);
      const elsewhere = ['--url=http://exemplar.invalid', '--allow-host=exemplar.invalid', '--seconds=0.1'];
      expect(await run(...elsewhere)).toMatch(
        /the origins of this test, .*:9, cannot be reached. Say --origins=<address>/,
      );
      expect(await run(...elsewhere, '--origins=127.0.0.2')).toMatch(/fine: E/);
    });
  });

  it.each([
    [['--profile=day'], '--profile is "day". Wanted: production, peak, stress, soak.'],
    [['--seconds=soon'], '--seconds is "soon". Wanted: a number above 0.'],
    [['--rate=0'], '--rate is "0". Wanted: a number above 0.'],
    [['--url=example'], '--url is "example". Wanted: an address, as http://localhost:3000.'],
    [['--url=file:///etc'], 'Wanted: an address'],
    [['--url=https://example.com'], 'which is not this machine. If it is yours to load, add --allow-host=example.com.'],
    [['--url=http://localhost:1', '--admin=http://example.com'], '--admin is http://example.com, which is not'],
    [['--fast'], "Unknown option '--fast'"],
    [['--header=secret'], '--header is "secret". Wanted: a name and a value, as X-Api-Key: secret.'],
  ])('refuses %j in a sentence', async (words, sentence) => {
    expect(await run(...words)).toContain(sentence);
  });

  it('loads a host that is named on purpose', async () => {
    const printed = await run('--url=http://exemplar.invalid', '--allow-host=exemplar.invalid', '--seconds=0.1');
    expect(printed).toMatch(/fine: E.*\nNobody knows that name/);
  });

  it('says what is missing or wrong before it starts anything', async () => {
    const close = '() => { globalThis.closed = "at once"; return Promise.resolve(); }';
    write(`${ROOT}/load/requests.ts`, `export default () => ({ requests: [], close: ${close} });`);
    expect(await run()).toMatch(/requests.ts is no mix of requests:\n.*>=1 items/);
    expect(globalThis).toHaveProperty('closed', 'at once');
  });

  it('says how a mix fails', async () => {
    write(`${ROOT}/load/requests.ts`, 'export default () => { throw new Error("no such page"); };');
    expect(await run()).toContain('apps/user-auth/load/requests.ts fails: Error: no such page');
  });

  it('says that there is no mix', async () => {
    rmSync(join(workspaceRoot, ROOT, 'load/requests.ts'));
    expect(await run()).toContain('apps/user-auth/load/requests.ts is missing. It says what is asked');
  });

  it('starts a bundle again whose port somebody else has taken meanwhile', async () => {
    const marker = JSON.stringify(join(workspaceRoot, 'taken'));
    const taken = `if (!fs.existsSync(${marker})) { fs.writeFileSync(${marker}, ''); console.log('EADDRINUSE'); process.exit(1); }`;
    write(`${ROOT}/dist/main.js`, `const fs = require('node:fs');${taken}${BUNDLE}`);
    await run('--seconds=0.2');
    expect(report()).toMatchObject({ verdict: { passed: true } });
  });

  it('says what a bundle printed that does not become ready, or that there is none', async () => {
    write(`${ROOT}/dist/main.js`, 'console.log("PORT is taken"); process.exit(78);');
    expect(await run()).toContain('load-test.log:\nPORT is taken');
    rmSync(join(workspaceRoot, ROOT, 'dist/main.js'));
    expect(await run()).toContain('dist/main.js is missing. Build the service first');
  });

  it('is wired to the command line', async () => {
    const { complaint, exitCode } = await runMain([workspaceRoot, '--fast'], () => import('./main.ts'));
    expect(complaint).toContain("Unknown option '--fast'");
    expect(exitCode).toBe(2);
    process.emit('SIGINT');
    for (const signal of ['SIGINT', 'SIGHUP', 'SIGTERM']) process.removeAllListeners(signal);
  });
});
