import type { EventEmitter } from 'node:events';

/** Ctrl-C, the terminal was closed, and what `kill` and Nx send. */
const SIGNALS = ['SIGINT', 'SIGHUP', 'SIGTERM'] as const;

/** What a shell makes of a Ctrl-C: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** What a process is for the end of a run. */
export interface Endable extends EventEmitter {
  readonly stdout: EventEmitter;
  exit(code: number): void;
}

/**
 * Resolves at the first signal to end, or when nobody reads the output any more, as when Nx was killed. The process exits at the second
 * signal: killed by it, it would leave behind what it started.
 */
export function toldToEnd(program: Endable): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  let times = 0;
  for (const signal of SIGNALS) {
    program.on(signal, () => {
      times += 1;
      if (times === 1) resolve(undefined);
      else program.exit(INTERRUPTED);
    });
  }
  program.stdout.on('error', () => {
    resolve(undefined);
  });
  return promise;
}
