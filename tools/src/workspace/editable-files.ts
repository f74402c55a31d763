import type { Files } from './files.ts';

/** Files that can be changed, too. A generator's `Tree` is one. */
export interface EditableFiles extends Files {
  isFile(path: string): boolean;
  write(path: string, text: string): void;
  delete(path: string): void;
}

/** What a file should be: a text, or nothing. */
export interface Edit {
  /** From the workspace's root. */
  readonly path: string;
  /** null: there should be no such file. */
  readonly text: string | null;
}
