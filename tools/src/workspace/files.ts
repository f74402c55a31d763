import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Files of the workspace, by paths from its root. A generator's `Tree` is one. */
export interface Files {
  /** The names of what stands in a folder; none where there is no such folder. */
  children(folder: string): string[];
  /** A file's text, or null where there is no such file. */
  read(file: string, encoding: 'utf-8'): string | null;
}

/** The files on disk. */
export const filesOn = (workspaceRoot: string): Files => ({
  children: (folder) => orElse([], () => readdirSync(join(workspaceRoot, folder))),
  read: (file, encoding) => orElse(null, () => readFileSync(join(workspaceRoot, file), encoding)),
});

/** What can be read, or something else where there is nothing. */
function orElse<T>(absent: T, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (NOTHING_THERE.has(String((error as NodeJS.ErrnoException).code))) return absent;
    throw error;
  }
}

const NOTHING_THERE = new Set(['ENOENT', 'ENOTDIR']);
