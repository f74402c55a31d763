import { chmodSync, cpSync, existsSync, lutimesSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { Failure } from '../program/failure.ts';

const FOLDER_MODE = 0o755;
const FILE_MODE = 0o644;

/**
 * Copies a bundle, and gives all of it the modes and the time that do not depend on who built it, and when.
 *
 * @param dist the bundle
 * @param target a folder that is not there yet
 * @param seconds since 1970
 * @returns its size in bytes
 * @throws Failure where there is no bundle
 */
export function stageBundle(dist: string, target: string, seconds: number): number {
  if (!existsSync(join(dist, 'main.js'))) {
    throw new Failure(`${dist} holds no bundle. Run the target, which builds it first: npx nx image <service>.`);
  }
  cpSync(dist, target, { recursive: true });
  const entries = readdirSync(target, { recursive: true, encoding: 'utf8' }).map((name) => join(target, name));
  return [...entries, target].reduce((bytes, entry) => bytes + makeUniform(entry, seconds), 0);
}

/** @returns the size of a file; a folder has none */
function makeUniform(entry: string, seconds: number): number {
  const stats = statSync(entry);
  chmodSync(entry, stats.isDirectory() ? FOLDER_MODE : FILE_MODE);
  lutimesSync(entry, seconds, seconds);
  return stats.isDirectory() ? 0 : stats.size;
}
