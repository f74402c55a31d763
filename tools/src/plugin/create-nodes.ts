import { dirname } from 'node:path';

import { type CreateNodes, createNodesFromFiles } from '@nx/devkit';

import { targetsOf } from './targets-of.ts';

/**
 * Every project's targets come from here, so a project carries no build, test or lint settings that could drift.
 *
 * A project is a folder of `apps/`, a folder of `libs/`, or `tools` itself.
 */
export const createNodes: CreateNodes = [
  '{apps/*/project.json,libs/*/package.json,tools/package.json}',
  (files, options, context) =>
    createNodesFromFiles(
      (file) => {
        const root = dirname(file);
        return { projects: { [root]: { targets: targetsOf(root, context.workspaceRoot) } } };
      },
      files,
      options,
      context,
    ),
];
