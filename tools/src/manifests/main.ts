import { join, relative, resolve } from 'node:path';

import { filesOn } from '../workspace/files.ts';
import { printManifests } from './print-manifests.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const [folder = '.', ...words] = process.argv.slice(2);

process.exitCode = printManifests(relative(workspaceRoot, resolve(folder)), words, filesOn(workspaceRoot), {
  print: console.log,
  complain: console.error,
});
