import { PassThrough } from 'node:stream';
import { stripVTControlCharacters } from 'node:util';

import { createFormatLine } from './create-format-line.ts';

describe('a line for people', () => {
  const formatLine = createFormatLine({ output: new PassThrough() });
  const line = (more: object): string =>
    JSON.stringify({ time: '2026-01-02T03:04:05.678Z', level: 'info', message: 'hello', ...more });

  it('looks as it would on the terminal of the service', () => {
    expect(stripVTControlCharacters(formatLine(line({ order: 42 })))).toMatch(
      /^\d\d:\d\d:05\.678 info {2}hello +order=42$/,
    );
  });

  it.each(['FATAL ERROR: heap out of memory', '{"half', '', 'null'])(
    'is as it was where no logger wrote it: %j',
    (text) => {
      expect(formatLine(text)).toBe(text);
    },
  );

  it('is as it was where it is nested beyond the stack', () => {
    const nested = line({ list: 0 }).replace('0}', `${'['.repeat(100_000)}${']'.repeat(100_000)}}`);
    expect(formatLine(nested)).toBe(nested);
  });
});
