import { userInfo } from 'node:os';
import { join, relative, resolve } from 'node:path';

import { createLogger } from '@exemplar/logging';

import { exitCodeOf } from '../program/exit-code-of.ts';
import { createAskPerson } from './ask-person.ts';
import { deploy } from './deploy.ts';

const workspaceRoot = join(import.meta.dirname, '../../..');
const root = relative(workspaceRoot, resolve(...process.argv.slice(2, 3)));
const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
});

const surroundings = {
  workspaceRoot,
  env: process.env,
  print: console.log,
  ask: createAskPerson(process.stdin, process.stdout),
  login: userInfo().username,
  logger: createLogger({ service: 'nx-deploy', version: '1', level: 'error', output: process.stderr }),
  signal: interrupted.signal,
};

process.exitCode = await exitCodeOf(() => deploy(root, process.argv.slice(3), surroundings), console.error);
