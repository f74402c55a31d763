import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

import type { Service } from '../descriptor/service-schema.ts';
import { Failure } from '../program/failure.ts';
import { logOf } from './log-of.ts';
import { type RunningProcess, runProcess } from './run-process.ts';

/** What stands in for all that a service works with. */
export interface Play {
  readonly process: RunningProcess;
  /** What the service is told, above all else: nothing real is touched. */
  readonly variables: Readonly<Record<string, string>>;
  /** What people are told of it. */
  readonly says: string;
}

export interface PlayOptions {
  readonly workspaceRoot: string;
  readonly env: NodeJS.ProcessEnv;
  /** Where the service will be. */
  readonly url: string;
  readonly onLine: (line: string) => void;
}

const PROGRAM = 'play/main.ts';

/** What a play says first. */
const firstLine = z.object({ variables: z.record(z.string(), z.string()), says: z.string() });

/** A service plays where it has a play, and not one of the secrets is set by which it would work with anything real. */
export const isToPlay = ({ name, secrets }: Service, workspaceRoot: string, env: NodeJS.ProcessEnv): boolean =>
  existsSync(join(workspaceRoot, 'apps', name, PROGRAM)) && secrets.every((secret) => env[secret] === undefined);

/**
 * Starts a service's play and waits for its first line, which says what the service is to be told.
 *
 * @throws Failure where it ends, or says something else first
 */
export async function startPlay({ name }: Service, options: PlayOptions): Promise<Play> {
  const { workspaceRoot, env, url, onLine } = options;
  let take: (line: string) => void = onLine;
  const first = new Promise<string>((resolve) => {
    take = (line) => {
      take = onLine;
      resolve(line);
    };
  });
  const process = runProcess({
    name: 'play',
    command: [globalThis.process.execPath, PROGRAM],
    cwd: join(workspaceRoot, 'apps', name),
    env: { ...env, SERVICE_URL: url },
    log: join(workspaceRoot, logOf(`${name}-play`)),
    onLine: (line) => {
      take(line);
    },
  });
  const line = await Promise.race([first, process.ended]);
  const said = firstLine.safeParse(parsed(line));
  if (said.success) return { process, ...said.data };
  await process.stop();
  throw new Failure(`apps/${name}/${PROGRAM} does not say first what the service is to be told, but: ${line}`);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
