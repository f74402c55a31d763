import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { jest } from '@jest/globals';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { ask } from './ask.ts';
import { shadow } from './shadow.ts';

type Answers = Readonly<Record<string, unknown>>;

describe('two that run the same service', () => {
  let workspaceRoot: string;
  const servers: Server[] = [];

  const listen = async (listener: RequestListener): Promise<string> => {
    const server = createServer(listener);
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  };
  /** Answers JSON by path, and plain text as it is. */
  const answering = (answers: Answers, status = 200): Promise<string> =>
    listen(({ url }, answer) => {
      const value = answers[String(url)];
      const isText = typeof value === 'string';
      answer.writeHead(status, { 'content-type': isText ? 'text/plain' : 'application/json; charset=utf-8' });
      answer.end(isText ? value : JSON.stringify(value));
    });
  const write = (file: string, text: string): void => {
    writeFileSync(join(workspaceRoot, file), text);
  };
  const run = async (...words: readonly string[]): Promise<string> => {
    const lines: string[] = [];
    const surroundings = { workspaceRoot, env: { INIT_CWD: workspaceRoot }, print: (line: string) => lines.push(line) };
    await shadow('apps/user-auth', words, surroundings).catch((error: unknown) => lines.push(String(error)));
    return lines.join('\n');
  };
  const compare = (baseline: string, candidate: string, ...more: readonly string[]): Promise<string> =>
    run(`--baseline=${baseline}`, `--candidate=${candidate}`, '--urls=urls.txt', ...more);
  const kept = (file: string): string => readFileSync(join(workspaceRoot, 'coverage/apps/user-auth', file), 'utf8');

  beforeEach(() => {
    workspaceRoot = mkdtempSync(join(tmpdir(), 'workspace-'));
    mkdirSync(join(workspaceRoot, 'apps/user-auth'), { recursive: true });
    write('apps/user-auth/service.yaml', serviceYaml());
    write('urls.txt', '# what people asked\n\n/a\n/b\n');
  });

  afterEach(() => {
    for (const server of servers.splice(0)) server.close().closeAllConnections();
    rmSync(workspaceRoot, { recursive: true });
  });

  it('agree where they answer the same', async () => {
    const answers = { '/a': { title: 'A', tags: [1, { x: null }] }, '/b': 'text' };
    const printed = await compare(await answering(answers), await answering(answers));
    expect(printed).toContain('2 requests, 2 answers agree: 100.00 %; wanted: 99 %');
    expect(printed).toMatch(/Median \d+\.\d ms, \d+\.\d\d of the baseline's/);
    expect(printed).toContain('✓ They agree.');
    expect(printed).not.toContain('Fields that differ');
    expect(kept('shadow.html')).toContain('they agree');
  });

  it('part field by field, the least agreed first, with examples', async () => {
    const before = { '/a': { title: 'A', image: { width: 1 }, n: 1 }, '/b': { title: 'B', image: { width: 1 }, n: 1 } };
    const after = { '/a': { title: 'A', image: { width: 2 }, n: 2 }, '/b': { title: 'B', image: { width: 3 }, n: 1 } };
    const printed = await compare(await answering(before), await answering(after));
    expect(printed).toContain('2 requests, 0 answers agree: 0.00 %');
    expect(printed).toContain('Fields that differ:\n  image  0.00 % of 2\n  n      50.00 % of 2\n');
    expect(printed).toContain('  image.width  (/a)\n    baseline   1\n    candidate  2\n');
    expect(printed).toMatch(/✗ They do not agree enough: see the examples.[^]*does not answer as/);
    expect(JSON.parse(kept('shadow.json'))).toMatchObject({ passed: false, agreement: { requests: 2, agreed: 0 } });
    expect(kept('shadow.html')).toContain('they do not agree enough');
  });

  it('are asked what a file says wherever that is', async () => {
    const url = await answering({ '/a': { n: 1 }, '/b': { n: 2 } });
    const words = [`--baseline=${url}`, `--candidate=${url}`, `--urls=${join(workspaceRoot, 'urls.txt')}`];
    const print = jest.fn<(line: string) => void>();
    await shadow('apps/user-auth', words, { workspaceRoot, env: {}, print });
    expect(print).toHaveBeenCalledWith(expect.stringContaining('2 answers agree'));
  });

  it('may part as far as is said', async () => {
    const before = { '/a': { title: 'A', n: 1 }, '/b': { title: 'B', n: 1 } };
    const after = { '/a': { title: 'A', n: 1 }, '/b': { title: 'C', n: 1 } };
    const [baseline, candidate] = [await answering(before), await answering(after)];
    expect(await compare(baseline, candidate, '--agree=50')).toContain('✓ They agree.');
    expect(await compare(baseline, candidate, '--agree=51')).toContain('✗ They do not agree enough');
  });

  it('part in what one of them lacks, in lists of other lengths, and in kinds of values', async () => {
    write('urls.txt', '/a');
    const before = { '/a': { gone: 1, list: [1, 2], kind: [1], word: 'x' } };
    const after = { '/a': { list: [1], kind: { 0: 1 }, word: null, extra: '<b>' } };
    const printed = await compare(await answering(before), await answering(after));
    expect(printed).toContain('  gone  (/a)\n    baseline   1\n    candidate  nothing\n');
    expect(printed).toContain('  list  (/a)\n    baseline   [1,2]\n    candidate  [1]\n');
    expect(printed).toContain('  kind  (/a)\n    baseline   [1]\n    candidate  {"0":1}\n');
    expect(printed).toContain('  word  (/a)\n    baseline   "x"\n    candidate  null\n');
    expect(kept('shadow.html')).toContain('&lt;b&gt;');
    expect(kept('shadow.html')).toContain('<code>nothing</code>');
  });

  it.each([
    ['freely', { a: { b: 1 } }, { a: 2 }, true],
    ['in-order', { a: [{ x: 1 }, { y: 2 }] }, { a: [{ y: 2 }, { x: 1 }] }, true],
    ['in-order', { a: [1, 2] }, { a: [1, 3] }, false],
    ['in-order', { a: [1] }, { a: 1 }, false],
    ['in-spacing-and-case', { a: 'A  title ' }, { a: 'a Title' }, true],
    ['in-spacing-and-case', { a: 'A title' }, { a: null }, false],
    ['in-spacing-and-case', { a: 1 }, { a: '1' }, false],
    ['{ percent: 10 }', { a: 100 }, { a: 109 }, true],
    ['{ percent: 10 }', { a: 100 }, { a: 111 }, false],
    ['{ percent: 10 }', { a: 100 }, { a: '101' }, false],
    ['{ percent: 10 }', { a: '100' }, { a: 101 }, false],
    ['{ seconds: 60 }', { a: '2026-01-02T03:04:05Z' }, { a: '2026-01-02T03:04:55Z' }, true],
    ['{ seconds: 60 }', { a: '2026-01-02T03:04:05Z' }, { a: '2026-01-02T03:05:06Z' }, false],
    ['{ seconds: 60 }', { a: '2026-01-02T03:04:05Z' }, { a: null }, false],
  ])('differ %s: %j and %j: %s', async (differs, before, after, agree) => {
    write('urls.txt', '/a');
    write('apps/user-auth/shadow.yaml', `rules:\n  - { at: a, differs: ${differs} }\n`);
    const printed = await compare(await answering({ '/a': before }), await answering({ '/a': after }));
    expect(printed.includes('1 answers agree')).toBe(agree);
  });

  it('may differ in any place of a list', async () => {
    write('urls.txt', '/a');
    write('apps/user-auth/shadow.yaml', 'rules:\n  - { at: a.*.id, differs: freely }\n');
    const before = { '/a': { a: [{ id: 1, n: 1 }] } };
    expect(await compare(await answering(before), await answering({ '/a': { a: [{ id: 2, n: 1 }] } }))).toContain('✓');
    const other = await answering({ '/a': { a: [{ id: 2, n: 2 }] } });
    expect(await compare(await answering(before), other)).toContain('  a.0.n  (/a)');
  });

  it('part in the status, the type, or a body that is no JSON', async () => {
    write('urls.txt', '/a');
    const ok = await answering({ '/a': { title: 'A' } });
    const printed = await compare(ok, await answering({ '/a': { title: 'B' } }, 404));
    expect(printed).toContain('  (status)  (/a)\n    baseline   200\n    candidate  404\n');
    expect(printed).not.toContain('title  (');
    const text = await answering({ '/a': 'text' });
    expect(await compare(ok, text)).toContain('    baseline   "application/json"\n    candidate  "text/plain"\n');
    expect(await compare(text, await answering({ '/a': `other ${'x'.repeat(400)}` }))).toMatch(
      /candidate {2}"other x{293}…\n/,
    );
    const bare = await listen((_, answer) => answer.end('1'));
    expect(await compare(bare, bare)).toContain('✓ They agree.');
  });

  it('tell what came in place of an answer', async () => {
    write('urls.txt', '/a');
    const ok = await answering({ '/a': { title: 'A' } });
    const gone = await listen(({ socket }) => socket.destroy());
    expect(await compare(ok, gone)).toMatch(
      /\(status\) {2}\(\/a\)\n {4}baseline {3}200\n {4}candidate {2}"(?:UND_ERR_SOCKET|ECONNRESET)"/,
    );
    const silent = await listen(() => undefined);
    expect(await ask(new URL(silent), '/a', {}, 20)).toMatchObject({ status: 'TimeoutError', type: '', body: '' });
  });

  it('are asked what the service makes of a line, with the headers that are said', async () => {
    write('urls.txt', 'https://example.com/?a=1&b=$&\n/healthy');
    write('apps/user-auth/shadow.yaml', 'request: /v1/things?url={line}\n');
    const asked: unknown[] = [];
    const url = await listen(({ url: path, headers }, answer) => {
      asked.push([path, headers['x-api-key']]);
      answer.end('{}');
    });
    await compare(url, url, '--header=X-Api-Key: secret', '--at-once=1', '--rate=1000');
    const path = '/v1/things?url=https%3A%2F%2Fexample.com%2F%3Fa%3D1%26b%3D%24%26';
    expect(asked).toEqual([path, path, '/healthy', '/healthy'].map((each) => [each, 'secret']));
  });

  it('are asked several lines at once, and no more than is said', async () => {
    write('urls.txt', Array.from({ length: 9 }, (_, index) => `/${index}`).join('\n'));
    const waiting: (() => void)[] = [];
    let most = 0;
    const url = await listen((_, answer) => {
      waiting.push(() => answer.end('{}'));
      most = Math.max(most, waiting.length);
      setImmediate(() => {
        for (const end of waiting.splice(0)) end();
      });
    });
    expect(await compare(url, url, '--at-once=3')).toContain('9 requests, 9 answers agree');
    expect(most).toBeLessThanOrEqual(6);
  });

  it('keep some examples of each field, and print a report for machines', async () => {
    write('urls.txt', Array.from({ length: 7 }, (_, index) => `/${index}`).join('\n'));
    const numbered = (add: number) =>
      listen(({ url }, answer) => answer.end(JSON.stringify({ n: Number(url?.slice(1)) + add })));
    const printed = await compare(await numbered(0), await numbered(1), '--json', '--agree=0.1');
    const { agreement } = JSON.parse(printed.replace(/\nError:.*/, '')) as {
      readonly agreement: { readonly examples: unknown[] };
    };
    expect(agreement.examples).toHaveLength(5);
  });

  it.each([
    [['--candidate=http://localhost:1', '--urls=x'], /--baseline is missing.\nUsage: npx nx shadow/],
    [['--baseline=http://localhost:1', '--urls=x'], /--candidate is missing/],
    [['--baseline=http://localhost:1', '--candidate=http://localhost:2'], /--urls is missing/],
    [
      ['--baseline=localhost', '--candidate=http://localhost:2', '--urls=x'],
      /--baseline is "localhost". Wanted: an address/,
    ],
    [
      ['--baseline=http://example.com', '--candidate=http://localhost:2', '--urls=x'],
      /not this machine. If it is yours to load, add --allow-host=example.com/,
    ],
    [
      ['--baseline=http://example.com', '--allow-host=example.com', '--candidate=http://localhost:2', '--urls=nowhere'],
      /nowhere cannot be read: ENOENT.*--urls names a file/,
    ],
    [['--baseline=http://[::1]', '--candidate=http://localhost:2', '--urls=empty.txt'], /empty.txt has no line/],
    [
      ['--baseline=http://[::1]', '--candidate=http://localhost:2', '--urls=odd.txt'],
      /"example.com", which is no path/,
    ],
    [
      ['--baseline=http://[::1]', '--candidate=http://[::1]', '--urls=x', '--agree=0'],
      /--agree is "0". Wanted: a number/,
    ],
    [
      ['--baseline=http://[::1]', '--candidate=http://[::1]', '--urls=x', '--header=x'],
      /--header is "x". Wanted: a name/,
    ],
  ])('are refused for %j', async (words, sentence) => {
    write('empty.txt', '# nothing\n');
    write('odd.txt', 'example.com');
    expect(await run(...words)).toMatch(sentence);
  });

  it('have rules whose mistakes are told with their line', async () => {
    write('apps/user-auth/shadow.yaml', 'rules:\n  - { at: a, differs: a lot }\n');
    expect(await compare('http://[::1]:1', 'http://[::1]:1')).toMatch(/shadow.yaml:2/);
  });

  it('are compared by a program, which finds files from where people stand', async () => {
    const { argv, exitCode, env } = process;
    const complain = jest.spyOn(console, 'error').mockReturnValue();
    process.argv = [...argv.slice(0, 2), join(import.meta.dirname, '../../../apps/metadata-scraper')];
    process.argv.push('--baseline=http://localhost:1', '--candidate=http://localhost:2', '--urls=nowhere.txt');
    process.env = { ...env, INIT_CWD: workspaceRoot };
    await import('./main.ts');
    expect(process.exitCode).toBe(1);
    expect(complain).toHaveBeenCalledWith(expect.stringContaining(join(workspaceRoot, 'nowhere.txt')));
    Object.assign(process, { argv, exitCode, env });
  });
});
