import { lazyThreads, type ThreadsOptions } from './lazy-threads.ts';

export interface PoolOptions extends ThreadsOptions {
  /** Tasks that may wait for a thread; one more is turned away. */
  readonly maxQueue: number;
  /** For one task, the wait for a thread included. */
  readonly timeoutMs: number;
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
   * Has a thread call a worker. Never rejects.
   *
   * @param input is copied
   * @param deadlineMs for the task, where that is sooner than the pool's own limit
   * @returns what the worker returned, unchecked; null where it failed, or the pool is closed
   */
  run(worker: WorkerScript, input: unknown, deadlineMs?: number): Promise<unknown>;
  /** Ends all threads, whatever they do. What runs or waits gives null, which is not a failure. */
  close(): Promise<void>;
}

/** Has tasks done in threads. Nothing that one does harms another one. */
export function createPool({ maxQueue, timeoutMs, onFailure, ...options }: PoolOptions): Pool {
  let isClosed = false;
  const fail = (worker: string | null, error: unknown): null => {
    if (!isClosed) onFailure({ worker, reason: reasonOf(error), error });
    return null;
  };
  const threads = lazyThreads(options, (error) => fail(null, error));

  return {
    run: async ({ name, file }, input, deadlineMs = timeoutMs) => {
      if (isClosed) return null;
      // Piscina's own limit overlooks the tasks that can be aborted.
      if (threads.underWay >= options.maxThreads + maxQueue) {
        onFailure({ worker: name, reason: 'busy', error: null });
        return null;
      }
      const signal = AbortSignal.timeout(Math.ceil(Math.min(timeoutMs, deadlineMs)));
      const task = { filename: file.href, signal };
      return threads.use((pool) => pool.run(input, task)).catch((error: unknown) => fail(name, error));
    },
    close: () => {
      isClosed = true;
      return threads.end();
    },
  };
}

function reasonOf(error: unknown): PoolFailure['reason'] {
  const { name, code } = Object(error) as NodeJS.ErrnoException;
  if (name === 'AbortError') return 'timeout';
  return code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'failed';
}
