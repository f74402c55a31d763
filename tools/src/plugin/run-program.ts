import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

import type { ExecutorContext } from '@nx/devkit';

/** People who force colours write `1`. */
const FORCED_BY_NX = 'true';

interface Options {
  /** The folder of the program in `tools/src`. */
  readonly program: string;
  /** What was said on the command line after the service. */
  readonly words: readonly string[];
}

/**
 * Runs a program of `tools/src` on a service, as a target's command would, but for options that Nx's own runner of commands
 * takes to be its own, and refuses: `--env=staging`.
 */
export default async function runProgram(
  { program, words }: Options,
  { root, projectName, projectsConfigurations }: ExecutorContext,
): Promise<{ readonly success: boolean }> {
  const cwd = join(root, String(projectsConfigurations.projects[String(projectName)]?.root));
  const main = join(import.meta.dirname, '..', program, 'main.ts');
  const child = spawn(process.execPath, [main, '.', ...words], { cwd, env: ownColours(process.env), stdio: 'inherit' });
  const [code] = (await once(child, 'exit')) as [number | null];
  return { success: code === 0 };
}

/** Nx forces colours on all that it runs, also into a file. A program has the real output, and sees for itself. */
function ownColours({ FORCE_COLOR, ...env }: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return FORCE_COLOR === FORCED_BY_NX ? env : { ...env, FORCE_COLOR };
}
