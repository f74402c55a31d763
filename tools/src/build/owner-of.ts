import { join, relative } from 'node:path';

import { readService } from '../descriptor/read-service.ts';
import { filesOn } from '../workspace/files.ts';

/**
 * The team that answers for a service, as its `service.yaml` says.
 *
 * @param root the service's folder in the workspace's `apps/`, absolute
 * @returns undefined where nothing describes it
 * @throws DescriptionError where that is wrong
 */
export function ownerOf(root: string): string | undefined {
  const workspaceRoot = join(root, '../..');
  const files = filesOn(workspaceRoot);
  const isDescribed = files.children(relative(workspaceRoot, root)).includes('service.yaml');
  return isDescribed ? readService(relative(workspaceRoot, root), files).owner : undefined;
}
