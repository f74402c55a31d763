import { join } from 'node:path';

import { generateFiles, OverwriteStrategy, type Tree } from '@nx/devkit';

interface Wanted {
  /** The generator's folder, in which `files` has the templates. */
  readonly generator: string;
  /** Where the files go. */
  readonly root: string;
  /** Whether it was generated before. */
  readonly isThere: boolean;
  /** What the templates say of it. */
  readonly values: Readonly<Record<string, unknown>>;
}

/**
 * Writes what the standard asks for (`files/standard`) where it is missing, and what its developers go on with
 * (`files/beginning`) once. Nothing that is there is overwritten.
 */
export function writeFiles(tree: Tree, { generator, root, isThere, values }: Wanted): void {
  for (const files of isThere ? ['standard'] : ['standard', 'beginning']) {
    generateFiles(tree, join(generator, 'files', files), root, values, {
      overwriteStrategy: OverwriteStrategy.KeepExisting,
    });
  }
}
