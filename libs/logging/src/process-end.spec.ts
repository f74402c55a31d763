import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

/** Starts a process of its own that logs to its real standard output. */
function run(script: string, stdout: 'pipe' | number = 'pipe'): ChildProcess {
  const program = `
    import { setTimeout as sleep } from 'node:timers/promises';
    import { createLogger } from ${JSON.stringify(new URL('index.ts', import.meta.url).href)};
    const logger = createLogger({ service: 'shop', version: '1' });
    ${script}`;
  return spawn(process.execPath, ['--input-type=module', '--eval', program], {
    stdio: ['ignore', stdout, 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '' },
  });
}

const outputOf = ({ stdout }: ChildProcess): Promise<string> => (stdout === null ? Promise.resolve('') : text(stdout));
const codeOf = async (child: ChildProcess): Promise<unknown> => ((await once(child, 'exit')) as unknown[])[0];

describe('a process that logs', () => {
  it('loses no line when it flushes before it ends', async () => {
    const child = run(`
      for (let i = 0; i < 5000; i++) logger.info('line ' + i);
      await logger.flush(10_000);
      process.exit(0);`);
    const [code, written] = await Promise.all([codeOf(child), outputOf(child)]);
    expect(code).toBe(0);
    expect(written.trimEnd().split('\n')).toHaveLength(5000);
    expect(written).toContain('"message":"line 4999"');
  });

  it('loses no line when it just comes to its end', async () => {
    const child = run(`for (let i = 0; i < 2000; i++) logger.info('line ' + i);`);
    const [code, written] = await Promise.all([codeOf(child), outputOf(child)]);
    expect(code).toBe(0);
    expect(written.trimEnd().split('\n')).toHaveLength(2000);
  });

  it('has written what it logged right before it is ended, where the pipe has room', async () => {
    const child = run(`logger.info('last words'); process.exit(3);`);
    const [code, written] = await Promise.all([codeOf(child), outputOf(child)]);
    expect(code).toBe(3);
    expect(written).toContain('"message":"last words"');
  });

  it('is neither blocked nor kept from its end by a parent that never reads', async () => {
    const child = run(`
      let late = 0;
      let before = performance.now();
      setInterval(() => { late = Math.max(late, performance.now() - before); before = performance.now(); }, 10);
      for (let i = 0; i < 50; i++) {
        for (let j = 0; j < 250; j++) logger.info('line', { text: 'x'.repeat(4000) });
        await sleep(5);
      }
      await logger.flush(200);
      process.exit(late < 5000 ? 0 : 3);`);
    expect(await codeOf(child)).toBe(0);
    child.stdout?.destroy();
  });

  it('goes on when its reader has gone', async () => {
    const child = run(`
      for (let i = 0; i < 50; i++) {
        logger.info('line');
        await sleep(2);
      }
      await logger.flush(10_000);
      process.exit(0);`);
    child.stdout?.once('data', () => child.stdout?.destroy());
    expect(await codeOf(child)).toBe(0);
  });

  it('writes to a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'process-'));
    const fd = openSync(join(folder, 'log'), 'w');
    const child = run(`for (let i = 0; i < 2000; i++) logger.info('line ' + i); process.exit(0);`, fd);
    expect(await codeOf(child)).toBe(0);
    closeSync(fd);
    expect(readFileSync(join(folder, 'log'), 'utf8').trimEnd().split('\n')).toHaveLength(2000);
    rmSync(folder, { recursive: true });
  });
});
