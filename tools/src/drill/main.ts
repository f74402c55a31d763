import { join, relative, resolve } from 'node:path';

import { exitCodeOf } from '../program/exit-code-of.ts';
import { drill } from './drill.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const root = relative(workspaceRoot, resolve(...process.argv.slice(2, 3)));
const surroundings = { workspaceRoot, path: String(process.env.PATH), print: console.log, tell: console.error };

process.exitCode = await exitCodeOf(() => drill(root, process.argv.slice(3), surroundings), console.error);
