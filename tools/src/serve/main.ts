import { join, relative, resolve } from 'node:path';

import { createFormatLine } from '../logs/create-format-line.ts';
import { exitCodeOf } from '../program/exit-code-of.ts';
import { serve } from './serve.ts';
import { toldToEnd } from './told-to-end.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const root = relative(workspaceRoot, resolve(...process.argv.slice(2, 3)));
const end = toldToEnd(process);
const pretty = createFormatLine({ output: process.stdout });
const surroundings = { workspaceRoot, env: process.env, print: console.log, pretty, end };

process.exitCode = await exitCodeOf(() => serve(root, process.argv.slice(3), surroundings), console.error);
