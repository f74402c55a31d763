import { execFileSync } from 'node:child_process';

import { isDirty } from '@exemplar/deploy-engine/registry';

import { commitOf } from '../image/tags-of.ts';

/** What a release says of its commit. */
export interface Commit {
  /** The version that the checkout is of: `2026.11.23-1a2b3c4d`, or with `-dirty` behind it. */
  readonly version: string;
  readonly commit: string;
  /** The first line of its message. */
  readonly subject: string;
  readonly author: string;
  /** ISO 8601. */
  readonly createdAt: string;
  /** Whether the checkout has changes that no commit holds. */
  readonly isDirty: boolean;
}

/**
 * The commit of a checkout.
 *
 * @throws Failure where there is none
 */
export function readCommit(folder: string): Commit {
  const { version, commit, time } = commitOf(folder);
  const told = (format: string): string =>
    execFileSync('git', ['log', '-1', `--format=${format}`], { cwd: folder, encoding: 'utf8' }).trim();
  return {
    version,
    commit,
    subject: told('%s'),
    author: told('%an'),
    createdAt: new Date(time).toISOString(),
    isDirty: isDirty({ version }),
  };
}
