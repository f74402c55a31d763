import { formatFiles, type Tree } from '@nx/devkit';

import { syncCopies } from '../sync/sync-copies.ts';

/** What every generator does last: its files look like all others, and what is made from them is made anew. */
export async function finish(tree: Tree): Promise<void> {
  await formatFiles(tree);
  await syncCopies(tree);
}
