import { type CapturedStream, captureStream } from '@exemplar/testing';

import { createLogger, LOG_LEVELS, type Logger, runWithContext } from './index.ts';

const CONTEXT = { requestId: 'r-1', traceId: 'a'.repeat(32), spanId: 'b'.repeat(16), traceFlags: '01' };

describe('a logger', () => {
  let output: CapturedStream;
  let logger: Logger;

  beforeEach(() => {
    output = captureStream();
    logger = createLogger({ service: 'shop', version: '1.2.3', output: output.stream });
  });

  it('writes a line of JSON with time, level, service, version, message and fields', () => {
    logger.info('hello', { answer: 42 });
    expect(output.lines()).toHaveLength(1);
    const [line] = output.json();
    expect(line).toMatchObject({ level: 'info', service: 'shop', version: '1.2.3', message: 'hello', answer: 42 });
    expect(new Date(String(line?.time)).toISOString()).toBe(line?.time);
  });

  it('adds the request under way, with no one passing it along', async () => {
    const context = { ...CONTEXT, route: undefined as string | undefined };
    await runWithContext(context, async () => {
      logger.info('before the route is known');
      await Promise.resolve();
      context.route = '/users/:id';
      logger.info('after');
    });
    logger.info('outside');
    expect(output.json()).toMatchObject([
      { requestId: 'r-1', traceId: CONTEXT.traceId, spanId: CONTEXT.spanId },
      { requestId: 'r-1', route: '/users/:id' },
      { message: 'outside' },
    ]);
    expect(output.json()[0]).not.toHaveProperty('route');
    expect(output.json()[2]).not.toHaveProperty('requestId');
  });

  it('keeps quiet below its level, which can be changed at run time, for its children too', () => {
    const child = logger.child({ part: 'cart' });
    child.debug('unheard');
    expect(child.isLevelEnabled('debug')).toBe(false);
    logger.level = 'debug';
    expect(child.level).toBe('debug');
    child.debug('heard');
    logger.level = 'error';
    logger.warn('unheard');
    expect(output.json()).toMatchObject([{ level: 'debug', message: 'heard', part: 'cart' }]);
  });

  it('has a method for each level', () => {
    logger.level = 'silly';
    for (const level of LOG_LEVELS) logger[level](`at ${level}`);
    expect(output.json().map(({ level }) => level)).toEqual(LOG_LEVELS);
  });

  it("gives a child's fields to every line of it", () => {
    logger.child({ part: 'cart', user: 1 }).child({ user: 2 }).info('hello', { item: 3 });
    expect(output.json()).toMatchObject([{ part: 'cart', user: 2, item: 3 }]);
  });

  it('lets no field pass for what the line itself says', () => {
    logger.info('hello', { level: 'error', message: 'other', time: 'never' });
    expect(output.json()).toMatchObject([
      { level: 'info', message: 'hello', field_level: 'error', field_message: 'other', field_time: 'never' },
    ]);
  });

  it('tells an error with its stack, code and causes', () => {
    const cause = Object.assign(new TypeError('the cause'), { code: 'E_CAUSE' });
    logger.error('failed', { error: new AggregateError([new Error('one'), new Error('two')], 'many', { cause }) });
    expect(output.json()).toMatchObject([
      {
        error: {
          name: 'AggregateError',
          message: 'many',
          stack: expect.stringContaining('logger.spec.ts') as string,
          cause: { name: 'TypeError', message: 'the cause', code: 'E_CAUSE' },
          errors: [{ message: 'one' }, { message: 'two' }],
        },
      },
    ]);
  });

  it('masks secrets, in the message and in fields', () => {
    logger.info('asked https://user:hunter2@host/', { password: 'hunter2', empty: { token: '' }, secret: null });
    expect(output.text()).not.toContain('hunter2');
    expect(output.json()).toMatchObject([{ password: '[redacted]', empty: { token: '' }, secret: null }]);
  });

  it('writes numbers that JSON has not, flags and undefined', () => {
    logger.info('odd', { infinite: Infinity, big: 5n, flag: false, nothing: undefined });
    expect(output.json()).toMatchObject([{ infinite: 'Infinity', big: '5', flag: false }]);
    expect(output.json()[0]).not.toHaveProperty('nothing');
  });

  it('takes no level that it does not know', () => {
    expect(() => {
      logger.level = 'loud' as 'info';
    }).toThrow(
      new RangeError('The log level must be one of error, warn, info, http, verbose, debug, silly, not loud.'),
    );
    expect(logger.level).toBe('info');
    expect(() => createLogger({ service: 'shop', version: '1', level: 'toString' as 'info' })).toThrow(RangeError);
  });

  it("takes a line's own route and a child's for the context's", () => {
    runWithContext({ ...CONTEXT, route: '/a' }, () => {
      logger.info('own', { route: '/b' });
      logger.child({ route: '/c' }).info('common');
      logger.child({ route: '/c' }).info('own', { route: '/d' });
    });
    expect(output.json().map(({ route }) => route)).toEqual(['/b', '/c', '/d']);
    for (const line of output.lines()) expect(line.match(/"route"/g)).toHaveLength(1);
  });

  it('keeps the ids of a request for its context, and takes them as fields outside of one', () => {
    logger.info('outside', { requestId: 'job-1' });
    runWithContext(CONTEXT, () => {
      logger.info('inside', { requestId: 'forged', traceId: 'forged', spanId: 'forged' });
    });
    const { requestId, traceId, spanId } = CONTEXT;
    expect(output.json()).toMatchObject([
      { requestId: 'job-1' },
      { requestId, traceId, spanId, field_requestId: 'forged', field_traceId: 'forged', field_spanId: 'forged' },
    ]);
  });

  it('loses no line in the catch of an endless recursion, and goes on after it', async () => {
    logger.info('before');
    let missed = 0;
    const deep = (): void => {
      try {
        deep();
      } catch (error) {
        try {
          logger.warn('deep');
        } catch {
          missed++; // the call itself found no room
        }
        throw error;
      }
    };
    expect(deep).toThrow(RangeError);
    await new Promise(setImmediate);
    logger.info('after');
    expect(missed).toBeLessThan(2000);
    expect(output.json().at(0)).toMatchObject({ message: 'before' });
    expect(output.json().at(-1)).toMatchObject({ message: 'after' });
    expect(output.json().filter(({ message }) => message === 'deep').length).toBeGreaterThan(100);
  });

  it('writes readable lines on a terminal', () => {
    const terminal = Object.assign(output.stream, { isTTY: true });
    createLogger({ service: 'shop', version: '1', output: terminal }).info('hello', { answer: 42 });
    expect(output.text()).toMatch(/^.*\d\d:\d\d:\d\d\.\d{3}.* .*info.* hello .*answer=.*42\n$/);
    expect(output.text()).not.toContain('{');
  });

  it('writes JSON on a terminal when told to', () => {
    const terminal = Object.assign(output.stream, { isTTY: true });
    createLogger({ service: 'shop', version: '1', format: 'json', output: terminal }).info('hello');
    expect(output.json()).toHaveLength(1);
  });
});
