import { spawn } from 'node:child_process';
import { createWriteStream, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

/** A process of the run. */
export interface RunningProcess {
  readonly name: string;
  /** Resolves when it is over, with how: `exit code 1`, `SIGKILL`. */
  readonly ended: Promise<string>;
  /** Asks it to end, and waits. */
  readonly stop: () => Promise<void>;
}

export interface ProcessOptions {
  readonly name: string;
  readonly command: readonly [program: string, ...words: string[]];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** The file that gets its lines as they are. */
  readonly log: string;
  readonly onLine: (line: string) => void;
}

/**
 * Starts a process in a group of its own: a Ctrl-C at the terminal reaches whoever started it, and not the process itself. What is left
 * of the group when the process ends, or when whoever started it does, is killed.
 */
export function runProcess({ name, command, cwd, env, log, onLine }: ProcessOptions): RunningProcess {
  const [program, ...words] = command;
  const child = spawn(program, words, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  mkdirSync(dirname(log), { recursive: true });
  const file = createWriteStream(log);
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      file.write(`${line}\n`);
      onLine(line);
    });
  }
  child.once('error', ({ message }) => {
    onLine(message);
  });
  const killGroup = (): void => {
    try {
      process.kill(-Number(child.pid), 'SIGKILL');
    } catch {
      // nobody is left of it
    }
  };
  process.once('exit', killGroup);
  child.once('exit', killGroup);
  const ended = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => {
      process.off('exit', killGroup);
      file.end();
      resolve(signal ?? `exit code ${String(code)}`);
    });
  });
  return {
    name,
    ended,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
