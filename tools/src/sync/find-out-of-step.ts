import { FsTree } from 'nx/src/generators/tree.js';

import { migrateServices } from '../migrations/migrate-services.ts';
import type { Edit } from '../workspace/editable-files.ts';
import { tellOutOfStep } from './out-of-step.ts';
import { bringCopiesInStep } from './sync-copies.ts';

export interface Found {
  /** What is to be done. */
  readonly edits: readonly Edit[];
  /** What people are told of it. */
  readonly message: string;
}

/**
 * Finds what `nx sync` has to do: services are brought to today's standard, then what is made from them is made.
 *
 * @param workspaceRoot absolute; nothing is written there
 * @throws DescriptionError where a service or the platform is described wrongly
 */
export default async function findOutOfStep(workspaceRoot: string): Promise<Found> {
  const tree = new FsTree(workspaceRoot, false);
  const found = [...(await migrateServices(tree)), ...(await bringCopiesInStep(tree))];
  return {
    edits: tree.listChanges().map(({ path, content }) => ({ path, text: content?.toString() ?? null })),
    message: tellOutOfStep(found.filter(({ differences }) => differences.length > 0)),
  };
}
