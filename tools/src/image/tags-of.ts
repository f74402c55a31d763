import { execFileSync } from 'node:child_process';

import { type BuildInfo, gitVersion } from '../build/git-version.ts';
import { Failure } from '../program/failure.ts';

/** The branch whose newest image has the branch's name for a tag: manifests go by it where no version is named. */
const MAIN = 'main';

/**
 * The commit that an image is of.
 *
 * @throws Failure where there is none
 */
export function commitOf(folder: string): BuildInfo {
  const built = gitVersion(folder);
  if (built === null) throw new Failure('An image is of a commit, and there is none here: run it in a git checkout.');
  return built;
}

/** The tags of an image: its version, and on a clean main branch the branch too. */
export function tagsOf({ version }: BuildInfo, folder: string): readonly string[] {
  const branch = execFileSync('git', ['rev-parse', '--abbrev-ref', 'HEAD'], { cwd: folder, encoding: 'utf8' }).trim();
  return branch === MAIN && !version.endsWith('-dirty') ? [version, MAIN] : [version];
}
