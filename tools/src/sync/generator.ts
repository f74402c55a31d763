import { fileURLToPath } from 'node:url';

import { Piscina } from 'piscina';

import type { EditableFiles } from '../workspace/editable-files.ts';
import type { Found } from './find-out-of-step.ts';
import { putRight } from './put-right.ts';

const filename = fileURLToPath(new URL('find-out-of-step.ts', import.meta.url));

/**
 * What `nx sync` and `nx sync:check` run.
 *
 * A thread does the work, since it loads the code anew: Nx's daemon, which lives for hours, would go on with the code of
 * its first run and call a workspace up to date that is not.
 *
 * @returns what Nx shows where anything is out of step
 * @throws Error where a service or the platform is described wrongly
 */
export default async function sync(
  tree: EditableFiles & { readonly root: string },
): Promise<{ outOfSyncMessage: string }> {
  const thread = new Piscina<string, Found>({ filename, maxThreads: 1 });
  try {
    const { edits, message } = await thread.run(tree.root);
    edits.forEach((edit) => putRight(tree, edit));
    return { outOfSyncMessage: message };
  } finally {
    await thread.destroy();
  }
}
