import { spawnSync } from 'node:child_process';

import { z } from 'zod';

import { parseJson } from './parse-json.ts';
import type { Credentials } from './registry.ts';

const TIMEOUT_MS = 5000;
const helperAnswer = z.object({ Username: z.string().min(1), Secret: z.string().min(1) });

/**
 * Asks a program that keeps passwords, as `docker login` sets one up (https://github.com/docker/docker-credential-helpers).
 *
 * @param helper `desktop` for `docker-credential-desktop`
 * @param path where programs are, as in `PATH`
 * @returns undefined where it is not there, or knows nobody
 */
export function askHelper(helper: string, host: string, path: string): Credentials | undefined {
  const { stdout } = spawnSync(`docker-credential-${helper}`, ['get'], {
    input: host,
    env: { ...process.env, PATH: path },
    timeout: TIMEOUT_MS,
  }) as { readonly stdout: Buffer | null };
  const { data } = helperAnswer.safeParse(parseJson(stdout ?? Buffer.alloc(0)));
  return data && { username: data.Username, password: data.Secret };
}
