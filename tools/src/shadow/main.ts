import { join, relative, resolve } from 'node:path';

import { exitCodeOf } from '../program/exit-code-of.ts';
import { shadow } from './shadow.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const root = relative(workspaceRoot, resolve(...process.argv.slice(2, 3)));
const surroundings = { workspaceRoot, env: process.env, print: console.log };

process.exitCode = await exitCodeOf(() => shadow(root, process.argv.slice(3), surroundings), console.error);
