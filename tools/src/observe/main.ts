import { join } from 'node:path';

import { exitCodeOf } from '../program/exit-code-of.ts';
import { toldToEnd } from '../serve/told-to-end.ts';
import { observe } from './observe.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const end = toldToEnd(process);
const surroundings = {
  workspaceRoot,
  env: process.env,
  print: console.log,
  end,
  usual: ['localhost:9000'],
  everyMs: 1000,
};

process.exitCode = await exitCodeOf(() => observe(process.argv.slice(3), surroundings), console.error);
