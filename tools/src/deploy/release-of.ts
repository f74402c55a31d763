import { gitVersion } from '../build/git-version.ts';
import type { Release } from '../manifests/subject.ts';
import { Failure } from '../program/failure.ts';
import { runCommand } from '../program/run-command.ts';

/**
 * What is released: a version, its commit, and for the history what that commit's message says in its first line.
 *
 * @param named the version, or undefined for that of the checkout
 * @throws Failure where neither says what is released
 */
export function releaseOf(named: string | undefined, folder: string): Release {
  const version = named ?? gitVersion(folder)?.version;
  if (version === undefined) {
    throw new Failure('A version is wanted, and there is no git checkout that has one: name it with --release.');
  }
  const hash = /-([\da-f]{8})(?:-dirty)?$/.exec(version)?.[1];
  const [commit, cause] = hash === undefined ? [] : subjectOf(hash, folder);
  return { version, commit: commit ?? hash ?? version, cause: cause ?? `Deployed ${version}` };
}

/** A commit's whole hash and the first line of its message, where this checkout has it. */
function subjectOf(hash: string, folder: string): readonly string[] {
  try {
    return runCommand('git', ['-C', folder, 'log', '-1', '--format=%H%n%s', hash, '--']).split('\n');
  } catch {
    return [];
  }
}

/**
 * Refuses what nobody could build again, in the last environment: production.
 *
 * @throws Failure
 */
export function refuseDirty({ version }: Release, environment: string, environments: readonly string[]): void {
  if (!version.endsWith('-dirty') || environment !== environments.at(-1)) return;
  throw new Failure(`${version} has changes that no commit holds: commit them, and build and deploy what comes of it.`);
}
