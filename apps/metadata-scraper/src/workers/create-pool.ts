import type { Piscina } from 'piscina';

export interface PoolOptions {
  /** Threads, all of which are started with the first task. */
  readonly maxThreads: number;
  /** Tasks that may wait for a thread; one more is turned away. */
  readonly maxQueue: number;
  /** For one task, the wait for a thread included. */
  readonly timeoutMs: number;
  /** Of each thread's JavaScript heap. A last resort: see docs/decisions/0012-dom-fallback.md. */
  readonly maxHeapMb: number;
  /** The threads end after so long without a task. Default: a minute. */
  readonly idleMs?: number;
  readonly onFailure: (failure: PoolFailure) => void;
}

export interface PoolFailure {
  /** The worker's name; null where a thread died that had nothing to do. */
  readonly worker: string | null;
  /** `busy`: turned away; `timeout`, `memory`: over the limit; `failed`: the task threw, or its thread died. */
  readonly reason: 'busy' | 'timeout' | 'memory' | 'failed';
  /** Null for `busy`. */
  readonly error: unknown;
}

export interface WorkerScript {
  /** For logs and metrics. */
  readonly name: string;
  /** Its default export is called with a task's input. */
  readonly file: URL;
}

export interface Pool {
  /**
   * Has a thread call a worker.
   *
   * @param input is copied
   * @param deadlineMs for the task, where that is sooner than the pool's own limit
   * @returns what the worker returned, unchecked; null where it failed, or the pool is closed
   */
  run(worker: WorkerScript, input: unknown, deadlineMs?: number): Promise<unknown>;
  /** Ends all threads, whatever they do. What runs or waits gives null, which is not a failure. */
  close(): Promise<void>;
}

/** Of each thread's heap. V8 would let it grow to 128 MB on machines with much memory, and a page's DOM outlives it anyway. */
const YOUNG_MB = 16;

/** Threads that are started by the first task and end when there was none for a while. Nothing that a task does harms another one. */
export function createPool(options: PoolOptions): Pool {
  const { maxThreads, maxQueue, timeoutMs, idleMs = 60_000, onFailure } = options;
  let threads: Promise<Piscina> | null = null;
  let underWay = 0;
  let isClosed = false;
  let idleTimer: NodeJS.Timeout | undefined;

  const fail = (worker: string | null, error: unknown): void => {
    if (!isClosed) onFailure({ worker, reason: reasonOf(error), error });
  };
  const stop = async (): Promise<void> => {
    const stopped = threads;
    threads = null;
    await (await stopped)?.destroy();
  };
  const begin = (): Promise<Piscina> => {
    clearTimeout(idleTimer);
    underWay += 1;
    return (threads ??= startThreads(options, (error) => {
      fail(null, error);
    }));
  };
  const finish = (): void => {
    underWay -= 1;
    if (underWay === 0) idleTimer = setTimeout(() => void stop(), idleMs).unref();
  };

  return {
    run: async ({ name, file }, input, deadlineMs = timeoutMs) => {
      if (isClosed) return null;
      // Piscina's own limit overlooks the tasks that can be aborted.
      if (underWay >= maxThreads + maxQueue) {
        onFailure({ worker: name, reason: 'busy', error: null });
        return null;
      }
      try {
        const pool = await begin();
        const signal = AbortSignal.timeout(Math.min(timeoutMs, deadlineMs));
        return (await pool.run(input, { filename: file.href, signal })) as unknown;
      } catch (error) {
        fail(name, error);
        return null;
      } finally {
        finish();
      }
    },
    close: async () => {
      isClosed = true;
      await stop();
      clearTimeout(idleTimer);
    },
  };
}

async function startThreads(
  { maxThreads, maxHeapMb }: PoolOptions,
  onError: (error: unknown) => void,
): Promise<Piscina> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    // With fewer, tasks would go on waiting when a thread has died.
    minThreads: maxThreads,
    maxThreads,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: YOUNG_MB },
    // Else a thread sleeps between tasks, and nothing that a task left behind is cleaned up.
    atomics: 'disabled',
    // What a page brings into a thread finds no secrets there.
    env: {},
  });
  pool.on('error', onError);
  return pool;
}

function reasonOf(error: unknown): PoolFailure['reason'] {
  const { name, code } = error as NodeJS.ErrnoException;
  if (name === 'AbortError') return 'timeout';
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed';
}
