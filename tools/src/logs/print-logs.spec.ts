import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';

import { jest } from '@jest/globals';

import { logLine, logWorkspace, NOW, sooner } from '../../fixtures/log-workspace.ts';

describe('the log of a service', () => {
  let workspace: ReturnType<typeof logWorkspace>;

  beforeEach(() => {
    workspace = logWorkspace();
  });

  afterEach(() => {
    workspace.remove();
  });

  /** What is printed of these lines of the last local run. */
  const printedOf = async (lines: readonly string[], ...words: readonly string[]): Promise<readonly string[]> => {
    workspace.write('.nx/serve/user-auth.log', lines.join('\n'));
    await workspace.printLogs(words);
    return workspace.printed().split('\n').slice(0, -1);
  };
  const refusal = (...words: readonly string[]): Promise<string> =>
    workspace.printLogs(words).then(
      () => 'none',
      (error: unknown) => String(error),
    );

  it('is that of the last local run, for people', async () => {
    const lines = [logLine(1, 'signed in', { user: 7 }), 'Segmentation fault', '', logLine(2, 'bye')];
    expect(await printedOf(lines)).toEqual([
      '01.000 info  signed in                        user=7',
      'Segmentation fault',
      '',
      '02.000 info  bye',
    ]);
  });

  it('is what stands in a file, or is piped in', async () => {
    workspace.write('some.log', `${logLine(1, 'from a file')}\r\n`);
    await workspace.printLogs(['--file=some.log']);
    await workspace.printLogs(['--file=-', '--follow'], Readable.from([Buffer.from(logLine(2, 'piped in'))]));
    expect(workspace.printed()).toBe('01.000 info  from a file\n02.000 info  piped in\n');
  });

  it('is narrowed to a level and to what is worse, and to what no logger wrote', async () => {
    const lines = [
      logLine(1, 'no', { level: 'error' }),
      logLine(2, 'beware', { level: 'warn' }),
      logLine(3, 'hello'),
      JSON.stringify({ level: 'info', time: '2026-01-02T11:59:03.500Z', message: 'in another order' }),
      'FATAL ERROR: heap out of memory',
    ];
    expect(await printedOf(lines, '--level=warn')).toEqual([
      '01.000 error no',
      '02.000 warn  beware',
      'FATAL ERROR: heap out of memory',
    ]);
  });

  it('is narrowed to the last minutes; what has no time is as old as what stands before it', async () => {
    const lines = ['older', logLine(1, 'old'), 'at a', logLine(31, 'new'), 'at b', logLine(2, 'clock went back')];
    expect(await printedOf(lines, '--since=30s')).toEqual(['31.000 info  new', 'at b', '02.000 info  clock went back']);
  });

  it('is narrowed to a pattern, found in what was written or in what is shown', async () => {
    const lines = [logLine(1, 'a', { status: 503 }), logLine(2, 'b', { status: 200 }), logLine(3, 'C')];
    expect(await printedOf(lines, '--grep=status=503')).toHaveLength(1);
    await workspace.printLogs(['--grep="status":2']);
    await workspace.printLogs(['--grep=info +c$']);
    expect(workspace.printed().match(/(?<=info {2})\w/g)).toEqual(['a', 'b', 'C']);
  });

  it("is of a request in all services, by the request's trace, where it was run here or is piped in", async () => {
    const [requestId, traceId] = ['8f14e45f-ea8f', '0af76519'];
    const [own, mailers] = [
      logLine(2, 'sent', { requestId, traceId }),
      logLine(1, 'mail', { service: 'mailer', traceId }),
    ];
    workspace.write('.nx/serve/mailer.log', `${mailers}\n`);
    workspace.write('.nx/serve/notes.txt', requestId);
    const expected = ['mailer 01.000 info  mail', 'user-auth 02.000 info  sent                             #8f14e45f'];
    expect(await printedOf([own, logLine(3, 'other')], `--request=${requestId}`)).toEqual(expected);
    await workspace.printLogs(
      ['--file=-', '--request=#8f14'],
      Readable.from([Buffer.from(`${mailers}\n${own}\nother`)]),
    );
    expect(workspace.printed().trimEnd().split('\n').slice(2)).toEqual([expected[0], expected[1]]);
  });

  it('is of all services where none is named', async () => {
    const ofAll = (...words: readonly string[]): Promise<void> =>
      workspace.printLogs(words, Readable.from([logLine(3, 'piped in'), '\n', 'no line']), 'tools');
    await expect(ofAll()).rejects.toThrow('Nothing was logged here yet: run `npx nx serve <service>`');
    workspace.write('.nx/serve/user-auth.log', logLine(2, 'let in'));
    workspace.write('.nx/serve/shop.log', logLine(1, 'asked', { service: 'shop' }));
    await ofAll();
    await ofAll('--file=-');
    await ofAll('--file=.nx/serve/shop.log');
    expect(workspace.printed().split('\n')).toEqual([
      'shop 01.000 info  asked',
      'user-auth 02.000 info  let in',
      'user-auth 03.000 info  piped in',
      'no line',
      'shop 01.000 info  asked',
      '',
    ]);
  });

  it('says that nothing is like that', async () => {
    expect(await printedOf([logLine(1, 'hello')], '--level=error')).toEqual([]);
    expect(workspace.complaints).toEqual(['There is no such line.']);
  });

  it('names a day that is not today, once', async () => {
    const lines = [logLine(-172_800, 'a'), logLine(-172_799, 'b'), logLine(1, 'c')];
    const days = (await printedOf(lines)).map((line) => line.replace(/^\d.* /, ''));
    const [before, today] = [NOW - 172_800_000, NOW].map((at) => new Date(at).toDateString());
    expect(days).toEqual([before, 'a', 'b', today, 'c']);
  });

  it('has stacks folded, and whole where asked', async () => {
    const stack = ['Error: no', ...[1, 2, 3].map((line) => `    at f${line} (/app/a.ts:${line}:1)`)].join('\n');
    const lines = [logLine(1, 'failed', { level: 'error', error: { stack } })];
    expect((await printedOf(lines)).slice(-2)).toEqual(['        at f1 (/app/a.ts:1:1)', '        … 2 more frames']);
    expect((await printedOf(lines, '--full')).at(-1)).toBe('        at f3 (/app/a.ts:3:1)');
  });

  it('is JSON where asked, whatever was written', async () => {
    const line = logLine(1, 'hello');
    expect(await printedOf([line, 'crash "1"'], '--json')).toEqual([line, '{"message":"crash \\"1\\""}']);
  });

  it('comes of any bytes', async () => {
    const huge = 'x'.repeat(1_048_576);
    const [first, second, ...others] = await printedOf([
      huge,
      `${huge}yyy`,
      '{"half',
      '\u0000\ufffd',
      '{}',
      '[]',
      '{"time":1}',
    ]);
    expect([first, second]).toEqual([huge, `${huge}… [3 characters cut]`]);
    expect(others).toEqual(['{"half', '\u0000\ufffd', '{}', '[]', '{"time":1}']);
  });

  it('is followed, also into a file that is emptied or made anew', async () => {
    workspace.write('.nx/serve/user-auth.log', `${logLine(1, 'first')}\n`);
    const end = workspace.printLogs(['--follow']);
    await sooner(() => workspace.printed().includes('first'));
    appendFileSync(join(workspace.root, '.nx/serve/user-auth.log'), `${logLine(2, 'second')}\n`);
    await sooner(() => workspace.printed().includes('second'));
    workspace.write('.nx/serve/user-auth.log', `${logLine(3, 'third')}\n`);
    await sooner(() => workspace.printed().includes('third'));
    workspace.stop();
    await end;
    expect(workspace.printed().match(/\w+$/gm)).toEqual(['first', 'second', 'third']);
  });

  it.each([
    ['whoever read it has gone', 'EPIPE', 'none'],
    ['a disk is full', 'ENOSPC', 'The lines cannot be written: ENOSPC.'],
  ])('ends when %s', async (_, code, sentence) => {
    workspace.write('.nx/serve/user-auth.log', `${logLine(1, 'first')}\n`);
    workspace.breakOutput(code);
    expect(await refusal('--follow')).toContain(sentence);
  });

  it.each([
    [[], /Nothing was logged here yet: run `npx nx serve user-auth`/],
    [['--file=none.log'], /none.log cannot be read: ENOENT/],
    [['--file=apps'], /apps cannot be read: EISDIR/],
    [['--file=apps', '--follow'], /tail -n failed:/],
    [['--env=staging', '--file=-'], /give one of them.\nUsage: npx nx logs/],
    [['--env=test'], /There is no environment "test"/],
    [['--levle=error'], /Did you mean --level\?/],
    [['--level=eror'], /--level is "eror". Did you mean error\? Wanted: error, warn, info,/],
    [['--since=ever'], /--since is "ever". Wanted: how far back, such as 30s, 10m/],
    [['--request=#'], /--request is empty/],
    [['--grep=('], /--grep is no pattern: Invalid regular expression/],
  ])('is refused for %j, with a sentence', async (words, sentence) => {
    expect(await refusal(...words)).toMatch(sentence);
  });

  it('is a program, which ends with a signal', async () => {
    workspace.write('some.log', `${logLine(1, 'hello')}\n`);
    const taken = ((_: string, done: () => void) => {
      done();
      return true;
    }) as typeof process.stdout.write;
    const write = jest.spyOn(process.stdout, 'write').mockImplementation(taken);
    const exemplar = join(import.meta.dirname, '../../../apps/metadata-scraper');
    const file = `--file=${join(workspace.root, 'some.log')}`;
    jest.replaceProperty(process, 'argv', ['node', 'main.ts', exemplar, file, '--follow']);
    jest.replaceProperty(process, 'env', { ...process.env, INIT_CWD: undefined });
    const { exitCode } = process;
    const end = import('./main.ts');
    await sooner(() => write.mock.calls.length > 0);
    process.emit('SIGTERM');
    await end;
    expect(process.exitCode).toBe(0);
    process.exitCode = exitCode;
    expect(String(write.mock.calls[0])).toContain('hello');
  });
});
