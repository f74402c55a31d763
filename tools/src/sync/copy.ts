import type { Files } from '../workspace/files.ts';

/** A file that holds nothing of its own: it is made from what else the workspace says. */
export interface Copy {
  /** From the workspace's root. */
  readonly path: string;
  readonly text: string;
}

/** What `nx sync` keeps in step. */
export interface Copies {
  /** How people call them: `the Kubernetes manifests`. */
  readonly what: string;
  /** Whether a file that is there is one of these, so that one that is not made any more is deleted. */
  owns(path: string): boolean;
  /** All of them, as they should be. */
  make(files: Files): Promise<readonly Copy[]> | readonly Copy[];
}
