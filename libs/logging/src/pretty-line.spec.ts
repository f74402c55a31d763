import { stripVTControlCharacters, type styleText } from 'node:util';

import { logRecord } from './log-record.ts';
import { prettyLine } from './pretty-line.ts';

const plain: typeof styleText = (_format, text) => text;
const line = (level: string, message: string, fields: Record<string, unknown> = {}): string =>
  prettyLine(
    { ...logRecord({ service: 'shop', version: '1' }, level, message, fields), time: '2026-01-02T03:04:05.678Z' },
    plain,
  );

describe('a readable line', () => {
  it('is time, level, message and fields', () => {
    expect(line('info', 'GET /a 200', { durationMs: 12, client: '::1', note: 'two words', none: undefined })).toBe(
      '03:04:05.678 info  GET /a 200 durationMs=12 client=::1 note="two words"',
    );
  });

  it('leaves out what is on every line', () => {
    expect(line('warn', 'hello', { route: '/a', method: 'GET' })).toBe('03:04:05.678 warn  hello');
  });

  it('has stacks below, with their causes', () => {
    const error = Object.assign(new Error('outer'), {
      stack: 'Error: outer\n    at a',
      cause: { stack: 'Error: inner' },
    });
    expect(line('error', 'failed', { error, note: 1 })).toBe(
      '03:04:05.678 error failed note=1\n    Error: outer\n        at a\n    caused by: Error: inner',
    );
  });

  it('shows an object that is no error as JSON', () => {
    expect(line('info', 'a', { point: { x: 1 }, stack: { stack: 5 } })).toContain('point={"x":1} stack={"stack":5}');
  });

  it('lets no value begin a line of its own or move the cursor', () => {
    const text = line('info', 'a\n00:00:00.000 info  forged', { value: '\u001b[2Jx', next: '\u0085' });
    expect(text).not.toContain('\n');
    expect(text).not.toContain('\u001b');
    expect(text).not.toContain('\u0085');
  });

  it('has a colour for each level, and none for levels it does not know', () => {
    const record = logRecord({ service: 'shop', version: '1' }, 'error', 'a');
    expect(stripVTControlCharacters(prettyLine(record))).toContain('error a');
    expect(stripVTControlCharacters(prettyLine({ ...record, level: 'odd' }))).toContain('odd');
  });
});
