import { join, relative, resolve } from 'node:path';

import { exitCodeOf } from '../program/exit-code-of.ts';
import { loadTest } from './load-test.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const root = relative(workspaceRoot, resolve(...process.argv.slice(2, 3)));
const surroundings = { workspaceRoot, print: console.log, screen: process.stdout };

process.exitCode = await exitCodeOf(() => loadTest(root, process.argv.slice(3), surroundings), console.error);
