import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { group } from '../standard.ts';

const MEBIBYTE = 2 ** 20;
/** What a service may add to the base image. */
const MOST_MEBIBYTES = 30;

const sizeOf = (folder: string): number =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);

/** What goes into the container image. */
export const image = group(
  ({ workspaceRoot, root, service }) => {
    const bytes = sizeOf(join(workspaceRoot, root, 'dist'));
    return { mebibytes: Math.ceil(bytes / MEBIBYTE), name: service.name };
  },
  [
    {
      id: 'image',
      title: 'Image',
      means: `What is put into the image is at most ${MOST_MEBIBYTES} MiB.`,
      requiredFromTier: 3,
      check: ({ mebibytes, name }) =>
        mebibytes <= MOST_MEBIBYTES
          ? null
          : `dist/ is ${mebibytes} MiB, above ${MOST_MEBIBYTES}. Look what npx nx build ${name} bundles, and import less.`,
    },
  ],
);
