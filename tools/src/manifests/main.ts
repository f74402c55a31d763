import { join, relative, resolve } from 'node:path';

import { filesOn } from '../workspace/files.ts';
import { printManifests } from './print-manifests.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const folder = resolve(...process.argv.slice(2, 3));

process.exitCode = printManifests(relative(workspaceRoot, folder), process.argv.slice(3), filesOn(workspaceRoot), {
  print: console.log,
  complain: console.error,
});
