import { join } from 'node:path';

import { SUITES } from './steps.ts';
import { verify } from './verify.ts';

process.exitCode = await verify(process.argv[2], {
  suites: SUITES,
  workspaceRoot: join(import.meta.dirname, '../../..'),
  print: console.log,
});
