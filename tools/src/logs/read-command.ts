import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';

import { Failure } from '../program/failure.ts';
import { readLines } from './read-lines.ts';

export interface Surroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Ends what is being read. */
  readonly signal: AbortSignal;
}

/** What kubectl logs for its makers before it says what is wrong, each time with another time. */
const KLOG = /^[EWI]\d{4} .*\n/gm;

/**
 * The lines that a command prints, as it prints them. It is ended with whoever reads them.
 *
 * @throws Failure where it is not to be had or fails, with what it complained of
 */
export async function* readCommand(
  command: string,
  words: readonly string[],
  { env, signal }: Surroundings,
): AsyncGenerator<readonly string[]> {
  const child = spawn(command, words, { env, signal, stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = once(child, 'close').then(
    ([code]) => (code === 0 ? null : 'failed:'),
    (error: unknown) => `cannot be started: ${(error as Error).message}. Install it first.`,
  );
  const complaint = text(child.stderr);
  try {
    yield* readLines(child.stdout);
    const trouble = await ended;
    if (trouble !== null && !signal.aborted)
      throw new Failure(`${command} ${String(words[0])} ${trouble}\n${(await complaint).replace(KLOG, '')}`.trim());
  } finally {
    child.kill();
  }
}
