import { join, relative, resolve } from 'node:path';

import findOutOfStep from '../sync/find-out-of-step.ts';
import { groups } from './groups.ts';
import { scoreService } from './score-service.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const folder = resolve(...process.argv.slice(2, 3));

process.exitCode = await scoreService(relative(workspaceRoot, folder), process.argv.slice(3), {
  workspaceRoot,
  groups,
  findOutOfStep,
  print: console.log,
  warn: console.error,
});
