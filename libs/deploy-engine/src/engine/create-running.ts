import type { Logger } from '@exemplar/logging';

/** What goes on. */
export interface Running {
  /** Keeps account of work whose end somebody else waits for. */
  add<T>(work: Promise<T>): Promise<T>;
  /** Begins work that nobody waits for. What it fails of is logged. */
  readonly start: (work: () => Promise<void>) => void;
  /** The same, unless the last such work still goes on. */
  startAlone(work: () => Promise<void>): void;
  /** Resolves when nothing goes on. */
  over(): Promise<void>;
}

export function createRunning(logger: Logger): Running {
  const running = new Set<Promise<unknown>>();
  let alone: Promise<void> | null = null;
  const add = <T>(work: Promise<T>): Promise<T> => {
    const forget = (): void => {
      running.delete(done);
    };
    const done = work.then(forget, forget);
    running.add(done);
    return work;
  };
  const start = (work: () => Promise<void>): Promise<void> =>
    add(work()).catch((error: unknown) => {
      logger.error('What a deploy engine did by itself failed', { error });
    });
  return {
    add,
    start: (work) => void start(work),
    startAlone: (work) => {
      alone ??= start(work).then(() => {
        alone = null;
      });
    },
    over: async () => {
      while (running.size > 0) await Promise.all(running);
    },
  };
}
