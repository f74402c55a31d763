import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { parseArgs } from 'node:util';

import { readPlatform } from '../descriptor/read-platform.ts';
import { readService } from '../descriptor/read-service.ts';
import { filesOn } from '../workspace/files.ts';
import { keepScorecard } from './keep-scorecard.ts';
import { makeScorecard } from './scorecard.ts';
import { scorecardText } from './scorecard-text.ts';
import type { Group, Subject } from './standard.ts';

export interface Surroundings {
  readonly workspaceRoot: string;
  readonly groups: readonly Group[];
  readonly findOutOfStep: Subject['findOutOfStep'];
  readonly print: (text: string) => void;
  readonly warn: (text: string) => void;
}

const USAGE = 'Usage: npx nx scorecard <service> [--json]';

/**
 * Tells which standards a service meets, and keeps that in `coverage/`.
 *
 * @param root the service's folder, from the workspace's root
 * @param words what stands after it on the command line: `--json` prints the scorecard as JSON
 * @returns the exit code: 1 where a standard that its tier requires is not met, or the service is described wrongly; 2 for wrong usage
 */
export async function scoreService(root: string, words: readonly string[], around: Surroundings): Promise<number> {
  const json = wantsJson(words);
  if (json === null) {
    around.warn(USAGE);
    return 2;
  }
  try {
    const card = await makeScorecard(subjectAt(root, around), around.groups);
    const page = keepScorecard(card, around.workspaceRoot);
    around.print(json ? JSON.stringify(card, null, 2) : `${scorecardText(card)}\nAll services: ${page}`);
    return card.passed ? 0 : 1;
  } catch (error) {
    around.warn((error as Error).message);
    return 1;
  }
}

function wantsJson(words: readonly string[]): boolean | null {
  try {
    return parseArgs({ args: [...words], options: { json: { type: 'boolean', default: false } } }).values.json;
  } catch {
    return null;
  }
}

function subjectAt(root: string, { workspaceRoot, findOutOfStep }: Surroundings): Subject {
  const files = filesOn(workspaceRoot);
  const service = readService(root, files);
  return {
    service,
    platform: readPlatform(files),
    files,
    workspaceRoot,
    root,
    passes: (target) => passes(`${service.name}:${target}`, workspaceRoot),
    findOutOfStep,
    now: Date.now(),
  };
}

/** Whether Nx says that a task passes; it keeps the answer until something changes. */
async function passes(task: string, cwd: string): Promise<boolean> {
  const nx = spawn('nx', ['run', task], { cwd, env: process.env, stdio: 'ignore' });
  const [code] = (await once(nx, 'close')) as [number | null];
  return code === 0;
}
