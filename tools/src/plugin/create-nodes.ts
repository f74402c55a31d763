import { dirname } from 'node:path';

import { type CreateNodes, createNodesFromFiles, type ProjectConfiguration } from '@nx/devkit';

import { readService } from '../descriptor/read-service.ts';
import { filesOn } from '../workspace/files.ts';
import { targetsOf } from './targets-of.ts';

/** What a service's description says of its project. */
function describe(root: string, workspaceRoot: string): Partial<ProjectConfiguration> {
  const { description, owner, tier } = readService(root, filesOn(workspaceRoot));
  return { metadata: { description }, tags: [`owner:${owner}`, `tier:${tier}`] };
}

/**
 * Every project's targets come from here, so a project carries no build, test or lint settings that could drift.
 *
 * A project is a folder of `apps/`, a folder of `libs/`, or `tools` itself. An app is a service: its `service.yaml` describes it.
 */
export const createNodes: CreateNodes = [
  '{apps/*/project.json,libs/*/package.json,tools/package.json}',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(file);
        const described = root.startsWith('apps/') ? describe(root, context.workspaceRoot) : {};
        return { projects: { [root]: { ...described, targets: targetsOf(root, context.workspaceRoot) } } };
      },
      files,
      options,
      context,
    ),
];
