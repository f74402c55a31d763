import { spawnSync } from 'node:child_process';

import { Failure } from './failure.ts';

export interface CommandOptions {
  readonly env?: NodeJS.ProcessEnv;
  /** What it reads from its standard input. */
  readonly input?: string | undefined;
}

/** Logs and lists of a cluster are longer than the default of 1 MiB. */
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/**
 * Runs a command to its end.
 *
 * @returns what it printed
 * @throws Failure where it is not to be had or fails, with what it complained of
 */
export function runCommand(command: string, words: readonly string[], { env, input }: CommandOptions = {}): string {
  const { error, status, stdout, stderr } = spawnSync(command, words, {
    env,
    input,
    encoding: 'utf8',
    maxBuffer: MAX_OUTPUT_BYTES,
  });
  if (error !== undefined) throw new Failure(`${command} cannot be started: ${error.message}. Install it first.`);
  if (status !== 0) throw new Failure(`${command} ${String(words[0])} failed:\n${stderr.trim()}`);
  return stdout;
}
