import { globSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, join } from 'node:path';

export interface Entry {
  readonly in: string;
  /** Its path in `dist/`, without `.js`. */
  readonly out: string;
}

/**
 * What is started as a thread, and so has to be a file of its own: each `<name>.worker.ts` becomes `dist/<name>.worker.js`.
 *
 * Piscina, whose threads these are, comes with a script that every thread starts with, and looks for it beside itself.
 */
export function workerEntries(root: string): readonly Entry[] {
  const workers = globSync('src/**/*.worker.ts', { cwd: root }).sort();
  if (workers.length === 0) return [];
  const piscina = createRequire(import.meta.url).resolve('piscina');
  return [
    ...workers.map((file) => ({ in: join(root, file), out: basename(file, '.ts') })),
    { in: join(piscina, '../worker.js'), out: 'worker' },
  ];
}
