import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, constants, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createLogger, openStdout } from './index.ts';

const run = (script: string): ChildProcess =>
  spawn(
    process.execPath,
    [
      '--input-type=module',
      '-e',
      `import { createLogger } from '${new URL('index.ts', import.meta.url).href}';
      const logger = createLogger({ service: 'shop', version: '1' });
      process.on('uncaughtException', (error) => { process.stderr.write(String(error)); process.exit(9); });
      ${script}`,
    ],
    { stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, NODE_OPTIONS: '' } },
  );

describe('standard output', () => {
  it('loses no line of a process that flushes before it ends', async () => {
    const child = run(
      `for (let i = 0; i < 5000; i++) logger.info('line ' + i); await logger.flush(5000); process.exit(0);`,
    );
    let text = '';
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    const [code] = (await once(child, 'close')) as [number];
    expect(code).toBe(0);
    expect(text.trimEnd().split('\n')).toHaveLength(5000);
    expect(text).toContain('"message":"line 4999"');
  });

  it('neither blocks nor holds the end of a process that nobody reads', async () => {
    const child = run(`
      let ticks = 0;
      setInterval(() => ticks++, 10);
      for (let round = 0; round < 10; round++) {
        for (let i = 0; i < 1000; i++) logger.info('x'.repeat(5000));
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await logger.flush(100);
      process.exit(ticks > 5 ? 0 : 3);`);
    const [code] = (await once(child, 'exit')) as [number];
    child.stdout?.destroy();
    expect(code).toBe(0);
  });

  it('does not end a process whose reader is gone', async () => {
    const child = run(`
      for (let i = 0; i < 100; i++) {
        logger.info('hello');
        await new Promise((resolve) => setTimeout(resolve, 2));
      }
      await logger.flush(1000);
      process.exit(0);`);
    child.stdout?.once('data', () => child.stdout?.destroy());
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(0);
  });
});

describe('a descriptor as output', () => {
  it('is written to directly where it is a file, and fails as the file does', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'output-'));
    const file = join(folder, 'log');
    const fd = openSync(file, 'w');
    const output = openStdout(fd);
    output.write('hello\n');
    expect(readFileSync(file, 'utf8')).toBe('hello\n');
    expect(output).toHaveProperty('isTTY', false);
    closeSync(fd);
    const failed = once(output, 'error');
    output.write('into nothing\n');
    expect(await failed).toMatchObject([{ code: 'EBADF' }]);
    rmSync(folder, { recursive: true });
  });

  it('takes lines without waiting for the reader where it is a pipe', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'output-'));
    const pipe = join(folder, 'pipe');
    execFileSync('mkfifo', [pipe]);
    const fd = openSync(pipe, constants.O_RDWR | constants.O_NONBLOCK);
    const output = openStdout(fd);
    for (let i = 0; i < 100; i++) output.write('x'.repeat(10_000)); // more than a pipe holds
    expect(output.writableLength).toBeGreaterThan(0);
    const closed = once(output, 'close');
    output.destroy();
    await closed;
    rmSync(folder, { recursive: true });
  });

  it('is standard output where none is named', () => {
    const logger = createLogger({ service: 'shop', version: '1' });
    expect(logger.level).toBe('info');
  });
});
