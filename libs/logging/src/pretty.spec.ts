import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { captureStream } from '@exemplar/testing';

import { createLogger, type Logger, runWithContext } from './index.ts';

/** What a logger for people writes while `log` runs, without its colours: the machine may ask for them. */
function written(log: (logger: Logger) => void): string {
  const output = captureStream();
  log(createLogger({ service: 'shop', version: '1', level: 'silly', format: 'pretty', output: output.stream }));
  return stripVTControlCharacters(output.text());
}

const CLOCK = /^\d\d:\d\d:\d\d\.\d{3} /;
const withoutClock = (text: string): string => text.replace(CLOCK, '');

describe('a line for people', () => {
  it('is time, level, message and the fields', () => {
    const text = written((logger) => {
      logger.info('hello', { answer: 42, note: 'two words', point: { x: 1 }, none: undefined });
    });
    expect(text).toMatch(CLOCK);
    expect(withoutClock(text)).toBe(
      'info  hello                            answer=42 note="two words" point={"x":1}\n',
    );
  });

  it('reads as a sentence where it is an access line', () => {
    const access = { method: 'GET', path: '/a', route: '/:name', bytes: 5 };
    const text = written((logger) => {
      logger.info('GET /a 200', { ...access, status: 200, durationMs: 12.3 });
      logger.warn('GET /a 503', { ...access, status: 503, durationMs: 0.25 });
      logger.info('GET /a 99', { ...access, status: 99, durationMs: 1 });
      logger.info('slow', { durationMs: 12, status: 200 });
      logger.info('GET /a', { status: 'none', durationMs: 12 });
    });
    expect(text.trimEnd().split('\n').map(withoutClock)).toEqual([
      'info  GET /a 200 12 ms                 bytes=5',
      'warn  GET /a 503 0.3 ms                bytes=5',
      'info  GET /a 99 1.0 ms                 bytes=5',
      'info  slow                             durationMs=12 status=200',
      'info  GET /a                           status=none durationMs=12',
    ]);
  });

  it('ends with the beginning of the id of the request under way', () => {
    const context = { requestId: '0123456789abcdef', traceId: 'a', spanId: 'b', traceFlags: '01', route: '/:name' };
    const text = written((logger) => {
      runWithContext(context, () => {
        logger.info('hello');
      });
    });
    expect(withoutClock(text)).toBe('info  hello                            route=/:name #01234567\n');
  });

  it("has an error's stack below, indented, with its properties and causes", () => {
    const cause = Object.assign(new Error('refused'), { code: 'ECONNREFUSED', stack: 'Error: refused\n    at b' });
    const inner = Object.assign(new Error('one'), { stack: 'Error: one' });
    const error = Object.assign(new AggregateError([inner, 'two'], 'failed', { cause }), {
      stack: 'Error: failed\n    at a',
    });
    const text = written((logger) => {
      logger.error('no', {
        error,
        more: 1,
        reason: Object.assign(new Error(), { stack: 'Error', errors: ['plain'], inner }),
      });
    });
    expect(withoutClock(text).split('\n')).toEqual([
      'error no                               more=1',
      '    Error: failed',
      '        at a',
      '        caused by: Error: refused',
      '            at b',
      '            code=ECONNREFUSED',
      '        errors[0]: Error: one',
      '    reason: Error',
      '        errors=["plain"]',
      '        inner: Error: one',
      '',
    ]);
  });

  it('shows an object with a stack that is no text as any other', () => {
    const text = written((logger) => {
      logger.info('a', { pile: { stack: 5 }, none: null });
    });
    expect(withoutClock(text)).toBe('info  a                                pile={"stack":5} none=null\n');
  });

  it('lets nothing that comes in begin a line, move the cursor or turn the text around', () => {
    const forged = 'a\n00:00:00.000 info  forged\r\u001b[2J\u0085\u2028\u202e';
    const text = written((logger) => {
      logger.info(forged, {
        [forged]: forged,
        list: [forged],
        error: Object.assign(new Error(forged), { code: forged }),
      });
      logger.info(`GET ${forged} 200`, { method: 'GET', path: forged, status: 200, durationMs: 1 });
    });
    const lines = text.trimEnd().split('\n');
    expect(lines.filter((line) => !line.startsWith('    '))).toHaveLength(2);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/);
    expect(lines[0]).toContain('a\\u000a00:00:00.000 info  forged\\u000d\\u001b[2J\\u0085\\u2028\\u202e');
  });

  it.each([
    { what: 'a terminal', env: {}, isTTY: true, isColoured: true },
    { what: 'a terminal with NO_COLOR', env: { NO_COLOR: '1' }, isTTY: true, isColoured: false },
    { what: 'no terminal', env: {}, isTTY: false, isColoured: false },
    { what: 'no terminal with FORCE_COLOR', env: { FORCE_COLOR: '1' }, isTTY: false, isColoured: true },
  ])('has colours on $what: $isColoured', ({ env, isTTY, isColoured }) => {
    const program = `
      import { openSync } from 'node:fs';
      import { createLogger, openStdout } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
      const output = Object.assign(openStdout({ fd: openSync(process.argv[1], 'w') }), { isTTY: ${String(isTTY)} });
      createLogger({ service: 'shop', version: '1', format: 'pretty', output }).error('hello', { error: new Error('no') });`;
    const folder = mkdtempSync(join(tmpdir(), 'pretty-'));
    const file = join(folder, 'log');
    const { PATH } = process.env;
    execFileSync(process.execPath, ['--input-type=module', '--eval', program, file], {
      env: { PATH, TERM: 'xterm', ...env },
    });
    const text = readFileSync(file, 'utf8');
    rmSync(folder, { recursive: true });
    expect(stripVTControlCharacters(text) !== text).toBe(isColoured);
    expect(withoutClock(stripVTControlCharacters(text))).toMatch(/^error hello\n {4}Error: no\n/);
  });
});
