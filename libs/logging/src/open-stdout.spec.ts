import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, createReadStream, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';

import { until } from '@exemplar/testing';

import { createLogger, type LogOutput, openStdout } from './index.ts';

const IDENTITY = { service: 'shop', version: '1' };

/** Unlike `once`, it takes an error for no failure. */
const closed = (stream: Writable): Promise<unknown> => new Promise((resolve) => stream.once('close', resolve));

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'output-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('standard output', () => {
  it('is where lines go unless told otherwise', () => {
    expect(createLogger(IDENTITY).level).toBe('info');
  });

  it('is a pipe that is written to without waiting for its reader', async () => {
    const pipe = openPipe();
    const logger = createLogger({ ...IDENTITY, format: 'json', output: pipe.output });
    for (let i = 0; i < 100; i++) logger.error('x'.repeat(5000)); // more than a pipe holds
    expect(pipe.output.writableLength).toBeGreaterThan(0);
    await expect(logger.flush(10)).resolves.toBeUndefined();
    const text = pipe.read();
    await logger.flush(10_000);
    await pipe.close();
    expect((await text).match(/"level":"error"/g)).toHaveLength(100);
  });

  it('has lines leave together, and errors at once with those before them', async () => {
    const written: string[] = [];
    const output: LogOutput = Object.assign(
      new Writable({
        write: (text: Buffer, _encoding, done) => {
          written.push([...text.toString().matchAll(/(?<="message":")\w+/g)].join(' '));
          done();
        },
      }),
      { batches: true },
    );
    const logger = createLogger({ ...IDENTITY, output });
    logger.info('one');
    logger.info('two');
    expect(written).toEqual([]);
    logger.error('three');
    expect(written).toEqual(['one two three']);
    logger.info('four');
    logger.info('five');
    await until(() => written.length === 2);
    expect(written).toEqual(['one two three', 'four five']);
    logger.info('six');
    await logger.flush();
    expect(written).toEqual(['one two three', 'four five', 'six']);
    for (let i = 0; i < 10; i++) logger.info('x', { text: 'x'.repeat(5000) });
    expect(written.slice(3)).toEqual(['x x x x x x x']);
  });

  it('drops what a slow reader has no room for, and tells how much that was', async () => {
    const pipe = openPipe(100_000);
    const logger = createLogger({ ...IDENTITY, format: 'json', output: pipe.output });
    for (let i = 0; i < 100; i++) logger.warn('x'.repeat(5000));
    expect(pipe.output.writableLength).toBeLessThan(110_000);
    const text = pipe.read();
    await logger.flush(10_000);
    logger.info('after');
    await logger.flush(10_000);
    await pipe.close();
    const lines = (await text)
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { message: string; lost?: number });
    const [notice, ...others] = lines.filter(({ lost }) => lost !== undefined);
    expect(others).toEqual([]);
    expect(notice?.message).toBe(`${String(notice?.lost)} log lines dropped: their reader is too slow`);
    expect(lines.at(-1)?.message).toBe('after');
    expect(lines.filter(({ message }) => message.startsWith('xx')).length + Number(notice?.lost)).toBe(100);
  });

  it('goes nowhere, and harms nobody, when the reader has gone', async () => {
    const pipe = openPipe();
    const logger = createLogger({ ...IDENTITY, format: 'json', output: pipe.output });
    logger.error('heard');
    const gone = closed(pipe.output);
    pipe.hangUp();
    logger.error('unheard');
    await gone;
    logger.error('unheard');
    await expect(logger.flush(60_000)).resolves.toBeUndefined();
  });

  it('is a file that has its lines a little later', async () => {
    const file = join(folder, 'log');
    const fd = openSync(file, 'w');
    const output = openStdout({ fd });
    createLogger({ ...IDENTITY, output }).info('hello');
    await until(() => readFileSync(file, 'utf8') !== '');
    expect(readFileSync(file, 'utf8')).toContain('"message":"hello"');
    closeSync(fd);
    expect(output.write('into nothing\n')).toBe(true);
    expect(output).toMatchObject({ isTTY: false, writable: true });
  });

  it('tells how many colours it has, as the environment says', () => {
    const fd = openSync(join(folder, 'log'), 'w');
    const output = openStdout({ fd }) as LogOutput & { getColorDepth: (env: object) => number };
    closeSync(fd);
    expect(output.getColorDepth({ NO_COLOR: '1' })).toBe(1);
    expect(output.getColorDepth({ FORCE_COLOR: '3' })).toBe(24);
  });

  /** A named pipe: what comes out of it can be read, or its reader can go. */
  function openPipe(maxQueuedBytes?: number) {
    const path = join(folder, 'pipe');
    execFileSync('mkfifo', [path]);
    const reader = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
    const output = openStdout({ fd: openSync(path, 'w'), ...(maxQueuedBytes !== undefined && { maxQueuedBytes }) });
    let isOpen = true;
    const hangUp = (): void => {
      if (isOpen) closeSync(reader);
      isOpen = false;
    };
    return {
      output,
      hangUp,
      /** All that comes until the pipe is closed. */
      read: async (): Promise<string> => {
        const stream = createReadStream(path, 'utf8');
        await once(stream, 'open');
        hangUp();
        let text = '';
        for await (const piece of stream) text += String(piece);
        return text;
      },
      close: async (): Promise<void> => {
        const done = closed(output);
        output.destroy();
        await done;
      },
    };
  }
});

describe('an output of one’s own', () => {
  it('may fail without harm', async () => {
    const output = new Writable({
      write: (_line, _encoding, done) => {
        done(new Error('no'));
      },
    });
    const logger = createLogger({ ...IDENTITY, output });
    const failed = closed(output);
    logger.info('lost');
    await failed;
    logger.info('lost, too');
    await expect(logger.flush()).resolves.toBeUndefined();
  });

  it('loses lines beyond 8 MiB while it takes none', async () => {
    const taken: string[] = [];
    let release = (): void => undefined;
    const output = new Writable({
      decodeStrings: false,
      write: (line: string, _encoding, done) => {
        taken.push(line);
        release = done;
        if (taken.length > 1) done();
      },
    });
    const logger = createLogger({ ...IDENTITY, output });
    for (let i = 0; i < 2000; i++) logger.info('x'.repeat(8000));
    expect(output.writableLength).toBeLessThan(8_500_000);
    const told = once(output, 'drain');
    release();
    await told;
    expect(taken.at(-1)).toMatch(/"message":"\d+ log lines dropped/);
  });
});
