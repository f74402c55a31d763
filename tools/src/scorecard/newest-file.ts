import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders of what was made from sources. */
const MADE = new Set(['dist', 'node_modules']);

/** When a file below a folder last changed. Milliseconds since 1970; 0 where there is none. */
export function newestFile(folder: string): number {
  const times = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !MADE.has(entry.name))
    .map((entry) => {
      const path = join(folder, entry.name);
      return entry.isDirectory() ? newestFile(path) : statSync(path).mtimeMs;
    });
  return Math.max(0, ...times);
}
