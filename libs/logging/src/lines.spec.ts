import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

import { createPrettyLine, parseHead, parseLine } from './lines.ts';

const LINE = { time: '2026-01-02T03:04:05.678Z', level: 'info', service: 'shop', version: '1', message: 'hello' };

describe('reading a line', () => {
  it('gives what was logged', () => {
    expect(parseLine(JSON.stringify({ ...LINE, order: 42 }))).toEqual({ ...LINE, order: 42 });
  });

  it.each([
    ['text', 'Error: out of memory'],
    ['half a line', '{"time":"2026-01-02T03:04:05.678Z","lev'],
    ['a list', '[1]'],
    ['no time', '{"level":"info","message":"hello"}'],
    ['a time that is none', JSON.stringify({ ...LINE, time: 'today' })],
    ["another logger's level", JSON.stringify({ ...LINE, level: 30 })],
    ['an unknown level', JSON.stringify({ ...LINE, level: 'toString' })],
    ['no message', JSON.stringify({ ...LINE, message: undefined })],
  ])('is not tried on %s', (_, text) => {
    expect(parseLine(text)).toBeNull();
  });
});

describe('a stack, folded', () => {
  const shown = (stack: string): readonly string[] => {
    const prettyLine = createPrettyLine({ output: new PassThrough(), foldStacks: true });
    const line = parseLine(JSON.stringify({ ...LINE, level: 'error', error: { stack } }));
    return line === null ? [] : stripVTControlCharacters(prettyLine(line)).split('\n').slice(1);
  };

  it('has its first frame in own code, and the number of the others', () => {
    const packages = '\n    at read (node:fs:1:2)\n    at get (/app/node_modules/got/index.js:3:4)';
    expect(
      shown(`Error: no\n  it says${packages}\n    at pay (/app/pay.ts:5:6)\n    at main (/app/main.ts:7:8)`),
    ).toEqual(['    Error: no', '      it says', '        at pay (/app/pay.ts:5:6)', '        … 3 more frames']);
  });

  it('has its first frame where none is in own code', () => {
    expect(shown('Error: no\n    at a (node:fs:1:2)\n    at b (node:fs:1:2)\n    at c (node:fs:1:2)')).toEqual([
      '    Error: no',
      '        at a (node:fs:1:2)',
      '        … 2 more frames',
    ]);
  });

  it('stays as it is where it is short', () => {
    const stack = ['Error: no', '    at a (node:fs:1:2)', '    at b (/app/b.ts:1:2)'];
    expect(shown(stack.join('\n'))).toEqual(stack.map((line) => `    ${line}`));
  });
});

describe('the beginning of a line', () => {
  it.each([
    ['as loggers write it', LINE],
    ['in another order', { message: 'hello', service: 'shop', level: 'info', time: LINE.time }],
  ])('tells time, level and service: %s', (_, line) => {
    expect(parseHead(JSON.stringify(line))).toMatchObject({ time: LINE.time, level: 'info', service: 'shop' });
  });

  it('tells them of a line that was cut short', () => {
    expect(parseHead(JSON.stringify(LINE).slice(0, -9))).toEqual({ time: LINE.time, level: 'info', service: 'shop' });
    expect(parseHead(JSON.stringify(LINE).slice(0, 40))).toBeNull();
  });
});
