import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { until } from '@exemplar/testing';

import { createPool, type Pool, type PoolFailure, type PoolOptions, type WorkerScript } from './create-pool.ts';

const SCRIPTS = {
  echo: 'export default (input) => input;',
  thread: `import { threadId } from 'node:worker_threads'; export default () => threadId;`,
  environment: 'export default () => Object.keys(process.env);',
  spin: 'export default (started) => { Atomics.store(started, 0, 1); for (;;); };',
  hog: 'export default () => { let last = null; for (;;) last = { last }; };',
  throw: `export default () => { throw new TypeError('a bug'); };`,
  exit: 'export default () => process.exit(3);',
  dieLater: `export default () => { setTimeout(() => { throw new Error('late'); }, 1); };`,
};

describe('a pool of workers', () => {
  let folder: string;
  let pool: Pool;
  let failures: PoolFailure[];

  const script = (name: keyof typeof SCRIPTS): WorkerScript => ({
    name,
    file: pathToFileURL(join(folder, `${name}.mjs`)),
  });
  const open = (options: Partial<PoolOptions> = {}): void => {
    pool = createPool({
      maxThreads: 1,
      maxQueue: 10,
      timeoutMs: 15_000,
      maxHeapMb: 64,
      onFailure: (failure) => failures.push(failure),
      ...options,
    });
  };
  const run = (name: keyof typeof SCRIPTS, input?: unknown): Promise<unknown> => pool.run(script(name), input);
  /** What a worker can set while it runs. */
  const flag = (): Int32Array => new Int32Array(new SharedArrayBuffer(4));

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'workers-'));
    for (const [name, text] of Object.entries(SCRIPTS)) writeFileSync(join(folder, `${name}.mjs`), text);
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  beforeEach(() => {
    failures = [];
    open();
  });

  afterEach(() => pool.close());

  it('gives what a worker makes of its input', async () => {
    const results = await Promise.all([run('echo', { a: [1] }), run('echo', 'b')]);
    expect(results).toEqual([{ a: [1] }, 'b']);
    expect(failures).toEqual([]);
  });

  it('keeps the settings of the service from its threads', async () => {
    expect(await run('environment')).toEqual([]);
  });

  it('ends a task that runs out of time, and goes on with the next', async () => {
    open({ timeoutMs: 3000 });
    expect(await run('spin', flag())).toBeNull();
    expect(failures).toMatchObject([{ worker: 'spin', reason: 'timeout' }]);
    expect(await run('echo', 'fine')).toBe('fine');
  });

  it('lets those wait go on whose thread another task has brought down', async () => {
    const results = await Promise.all([run('exit'), run('echo', 'fine')]);
    expect(results).toEqual([null, 'fine']);
    expect(failures).toMatchObject([{ worker: 'exit', reason: 'failed' }]);
  });

  it('ends a task that takes too much memory', async () => {
    expect(await run('hog')).toBeNull();
    expect(failures).toMatchObject([{ worker: 'hog', reason: 'memory' }]);
  });

  it('tells what a task threw', async () => {
    expect(await run('throw')).toBeNull();
    expect(failures).toMatchObject([{ worker: 'throw', reason: 'failed', error: { message: 'a bug' } }]);
  });

  it('replaces a thread that dies with nothing to do', async () => {
    await run('dieLater');
    await until(() => failures.length === 1, 'the thread dying');
    expect(failures).toMatchObject([{ worker: null, reason: 'failed', error: { message: 'late' } }]);
    expect(await run('echo', 'fine')).toBe('fine');
  });

  it('turns away what is more than may wait', async () => {
    open({ maxQueue: 1 });
    const results = await Promise.all([run('echo', 1), run('echo', 2), run('echo', 3)]);
    expect(results).toEqual([1, 2, null]);
    expect(failures).toEqual([{ worker: 'echo', reason: 'busy', error: null }]);
    expect(await run('echo', 4)).toBe(4);
  });

  it('ends its threads when there is nothing to do, and starts them anew', async () => {
    open({ idleMs: 0 });
    const first = await run('thread');
    const isAnother = async (): Promise<boolean> => (await run('thread')) !== first;
    await expect(until(isAnother, 'another thread')).resolves.toBeUndefined();
  });

  it('keeps its threads from one task to the next', async () => {
    expect(await run('thread')).toBe(await run('thread'));
  });

  it('closes though a task spins, which is no failure', async () => {
    const started = flag();
    const spinning = run('spin', started);
    const waiting = run('echo');
    await until(() => started[0] === 1, 'the task spinning');
    await pool.close();
    expect(await Promise.all([spinning, waiting, run('echo')])).toEqual([null, null, null]);
    expect(failures).toEqual([]);
  });

  it('fails tasks where no thread can be started', async () => {
    open({ maxThreads: 0 });
    expect(await run('echo')).toBeNull();
    expect(failures).toMatchObject([{ worker: 'echo', reason: 'failed' }]);
    const failing = run('echo');
    await pool.close();
    expect(await failing).toBeNull();
  });

  it('closes where nothing was ever to do', async () => {
    await pool.close();
    expect(await run('echo')).toBeNull();
  });
});
