import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A process of the benchmark's own that answers one question at a time. */
export interface Child extends Disposable {
  readonly pid: number;
  /** @throws an Error where the process ends instead */
  readonly ask: <Answer>(question: unknown) => Promise<Answer>;
}

/**
 * Starts a file of this folder in a process of its own, and waits until it says that it is ready.
 *
 * @param file such as `origin.ts`
 * @param options told to the file as JSON, its only argument
 * @returns the child, and what it said
 */
export async function startChild<Ready>(file: string, options: unknown): Promise<readonly [Child, Ready]> {
  const child = fork(join(import.meta.dirname, file), [JSON.stringify(options)], { stdio: ['ignore', 2, 2, 'ipc'] });
  const ready = await nextMessage(child, file);
  const ask = async <Answer>(question: unknown): Promise<Answer> => {
    const answer = nextMessage(child, file);
    child.send(question as object);
    return (await answer) as Answer;
  };
  const { pid } = child;
  if (pid === undefined) throw new Error(`${file} has no process.`);
  return [{ pid, ask, [Symbol.dispose]: () => void child.kill('SIGKILL') }, ready as Ready];
}

async function nextMessage(child: ChildProcess, file: string): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  const ended = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`${file} ended with ${String(code)}; its own words are above.`);
  });
  const message = once(child, 'message', { signal }).then(([value]) => value as unknown);
  try {
    return await Promise.race([message, ended]);
  } finally {
    await Promise.allSettled([(settled.abort(), message), ended]);
  }
}
