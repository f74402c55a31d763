import { formatFiles, type Tree } from '@nx/devkit';

/** What every generator does last: its files look like all others, and what is made from them is made anew. */
export async function finish(tree: Tree): Promise<void> {
  await formatFiles(tree);
}
