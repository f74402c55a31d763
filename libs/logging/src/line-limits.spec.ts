import fc from 'fast-check';

import { type CapturedStream, captureStream, type LogLine } from '@exemplar/testing';

import { createLogger, type Logger, runWithContext } from './index.ts';

const MAX_LINE = 32_768;

describe('a line, whatever is logged', () => {
  let output: CapturedStream;
  let logger: Logger;

  beforeEach(() => {
    output = captureStream();
    logger = createLogger({ service: 'shop', version: '1', output: output.stream });
  });

  /** The one line that came of it. */
  const lineOf = (message: unknown, fields?: unknown, from = logger): LogLine => {
    const before = output.lines().length;
    from.info(message as string, fields as Record<string, unknown>);
    const lines = output.lines().slice(before);
    expect(lines).toHaveLength(1);
    const [line = ''] = lines;
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(MAX_LINE);
    expect(JSON.parse(line)).toMatchObject({
      level: 'info',
      service: 'shop',
      version: '1',
      message: expect.any(String) as string,
    });
    return JSON.parse(line) as LogLine;
  };

  it.each([
    ['plain text', 'x'],
    ['control characters', '\u0000'],
    ['quotes', '"'],
    ['three bytes a character', '界'],
    ['lone surrogates', '\ud800'],
    ['secrets', 'a://b@c '],
    ['new lines', '\n'],
  ])('is at most 32 kB: huge texts of %s', (_what, piece) => {
    const huge = piece.repeat(1_000_000 / piece.length);
    const line = lineOf(huge, {
      a: huge,
      b: [huge, huge],
      [huge.slice(0, 5000)]: huge,
      error: new Error(huge),
      last: 1,
    });
    expect(line.message).toMatch(/characters cut\]$/);
    expect(line.a).toMatch(/characters cut\]$/);
    expect(line).toMatchObject({ error: { name: 'Error' }, last: 1 });
  });

  it('is at most 32 kB: a huge context, service and version', () => {
    const huge = 'x'.repeat(100_000);
    const from = createLogger({ service: huge, version: huge, output: output.stream });
    runWithContext({ requestId: huge, traceId: huge, spanId: huge, traceFlags: '', route: huge }, () => {
      from.info('hello');
    });
    expect(output.text().length).toBeLessThan(3000);
    expect(output.json()).toMatchObject([
      { message: 'hello', requestId: expect.stringMatching(/^x+… \[\d+ characters cut\]$/) as string },
    ]);
  });

  it('is at most 32 kB: fields beyond it are left out, and counted', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, i) => [`field${i}`, 'some text']));
    expect(lineOf('many', many)).toMatchObject({ field0: 'some text', fieldsCut: expect.any(Number) as number });
    expect(lineOf('many', { own: 1 }, logger.child(many))).toMatchObject({
      own: 1,
      fieldsCut: expect.any(Number) as number,
    });
  });

  it('leaves room for an error after a huge field', () => {
    const huge = Array.from({ length: 1000 }, (_, i) => ({ i, text: 'some text' }));
    expect(lineOf('huge', { huge, error: new Error('no') })).toMatchObject({
      huge: expect.arrayContaining([{ i: 0, text: 'some text' }]) as unknown,
      error: { message: 'no', stack: expect.stringContaining('line-limits.spec.ts') as string },
    });
  });

  it('shows what is no text and no record', () => {
    expect(lineOf(undefined)).toMatchObject({ message: 'null' });
    expect(lineOf(42, 42)).toMatchObject({ message: '42', value: 42 });
    expect(lineOf({ password: 'x' }, null)).toMatchObject({ message: '{"password":"[redacted]"}', value: null });
    expect(lineOf('failed', new Error('no'))).toMatchObject({ error: { message: 'no' } });
    expect(lineOf('list', ['a', 'b'])).toMatchObject({ '0': 'a', '1': 'b' });
    expect(lineOf('odd', { toJSON: { toJSON: () => undefined }, symbol: Symbol('s'), run: lineOf })).toMatchObject({
      toJSON: null,
      symbol: 'Symbol(s)',
      run: '[function lineOf]',
    });
  });

  it('comes of fields that throw when they are read', () => {
    const fails = (): never => {
      throw new Error('no');
    };
    const getter = Object.defineProperty({ a: 1 }, 'b', { enumerable: true, get: fails });
    expect(lineOf('getter', getter)).toMatchObject({ a: 1, b: '[unreadable]' });
    expect(lineOf('proxy', new Proxy({}, { ownKeys: fails }))).toMatchObject({ fields: '[unreadable]' });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    runWithContext({ requestId: 'a', traceId: 'b', spanId: 'c', traceFlags: '01', route: '/a' }, () => {
      expect(lineOf('revoked', proxy)).toMatchObject({ requestId: 'a', fields: '[unreadable]' });
    });
  });

  it('has fields of any name', () => {
    const fields: unknown = JSON.parse('{"__proto__":1,"constructor":2,"toString":3,"a\\"b":4,"":5}');
    const line = lineOf('names', fields, logger.child({ constructor: 1 }));
    expect(Object.entries(line).slice(-5)).toEqual([
      ['__proto__', 1],
      ['constructor', 2],
      ['toString', 3],
      ['a"b', 4],
      ['', 5],
    ]);
  });

  it('stays one where a field logs when it is read', () => {
    const nested = {
      toJSON: () => {
        logger.info('inner');
        return 'shown';
      },
    };
    logger.info('outer', { nested });
    expect(
      output
        .json()
        .map(({ message }) => message)
        .sort(),
    ).toEqual(['inner', 'outer']);
  });

  it('remembers no more names than it can bear', () => {
    for (let i = 0; i < 1100; i++) logger.info('names', { [`some${i}`]: i });
    expect(lineOf('late', { late: 1, late_token: 'x' })).toMatchObject({ late: 1, late_token: '[redacted]' });
  });

  it('is valid for anything', () => {
    const anything = fc.anything({
      withBigInt: true,
      withDate: true,
      withMap: true,
      withSet: true,
      withTypedArray: true,
    });
    fc.assert(
      fc.property(anything, anything, fc.string({ unit: 'binary' }), (message, value, text) => {
        lineOf(message, value);
        lineOf(text, { value, [text]: text });
      }),
    );
  });
});
