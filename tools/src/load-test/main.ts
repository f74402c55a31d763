import { join, relative, resolve } from 'node:path';

import { exitCodeOf } from '../program/exit-code-of.ts';
import { Failure } from '../program/failure.ts';
import { toldToEnd } from '../serve/told-to-end.ts';
import { loadTest } from './load-test.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const root = relative(workspaceRoot, resolve(...process.argv.slice(2, 3)));
const end = new AbortController();
void toldToEnd(process).then(() => {
  end.abort(new Failure('Interrupted: what was started is stopped, and there is no report.', 130));
});
const surroundings = { workspaceRoot, print: console.log, screen: process.stdout, interrupted: end.signal };

process.exitCode = await exitCodeOf(() => loadTest(root, process.argv.slice(3), surroundings), console.error);
