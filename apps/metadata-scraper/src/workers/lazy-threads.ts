import type { Piscina } from 'piscina';

export interface ThreadsOptions {
  /** Threads, all of which are started with the first task. */
  readonly maxThreads: number;
  /** Of each thread's JavaScript heap. A last resort: see docs/decisions/0012-dom-fallback.md. */
  readonly maxHeapMb: number;
  /** The threads end after so long without a task. Default: a minute. */
  readonly idleMs?: number;
}

export interface Threads {
  /** Tasks that run or wait. */
  readonly underWay: number;
  /**
   * Has the threads do something. They are started for it where there are none.
   *
   * @throws what the task throws, or why no thread can be started
   */
  use(task: (threads: Piscina) => Promise<unknown>): Promise<unknown>;
  /** Ends the threads, whatever they do. */
  end(): Promise<void>;
}

/**
 * Threads that are there while there is something to do.
 *
 * @param onDeath is told why a thread died that had nothing to do
 */
export function lazyThreads(options: ThreadsOptions, onDeath: (error: unknown) => void): Threads {
  const { idleMs = 60_000 } = options;
  let threads: Promise<Piscina> | null = null;
  let underWay = 0;
  let idleTimer: NodeJS.Timeout | undefined;

  const start = (): Promise<Piscina> => {
    const started = startThreads(options, onDeath);
    // The system may be out of threads: the next task tries again.
    started.catch(() => (threads = null));
    return started;
  };
  const end = async (): Promise<void> => {
    clearTimeout(idleTimer);
    const ended = threads;
    threads = null;
    await ended?.then(
      (pool) => pool.destroy(),
      () => undefined,
    );
  };
  return {
    get underWay() {
      return underWay;
    },
    use: async (task) => {
      clearTimeout(idleTimer);
      underWay += 1;
      try {
        return await task(await (threads ??= start()));
      } finally {
        underWay -= 1;
        if (underWay === 0) idleTimer = setTimeout(() => void end(), idleMs).unref();
      }
    },
    end,
  };
}

/** V8's own choice is no faster, and the process holds 120 MB more. */
const MAX_YOUNG_MB = 24;

async function startThreads(
  { maxThreads, maxHeapMb }: ThreadsOptions,
  onDeath: (error: unknown) => void,
): Promise<Piscina> {
  const { Piscina } = await import('piscina');
  const pool = new Piscina({
    // With fewer, tasks would go on waiting when a thread has died.
    minThreads: maxThreads,
    maxThreads,
    resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, maxYoungGenerationSizeMb: MAX_YOUNG_MB },
    // Else a thread sleeps between tasks, and nothing that a task left behind is cleaned up.
    atomics: 'disabled',
    // What a page brings into a thread finds no secrets there.
    env: {},
  });
  pool.on('error', onDeath);
  return pool;
}
