import { execFileSync } from 'node:child_process';

export interface BuildInfo {
  /** The day of the commit and its short hash: `2026.11.23-1a2b3c4d`; `-dirty` follows where the checkout has changes. */
  readonly version: string;
  readonly commit: string;
  /** The commit's time, not the clock's, so the same commit builds the same bytes. ISO 8601. */
  readonly time: string;
}

/**
 * What the bundle says of where it came from.
 *
 * @param folder a folder of the checkout
 * @returns null outside a git checkout, or in one without a commit
 */
export function gitVersion(folder: string): BuildInfo | null {
  const git = (...words: string[]): string =>
    execFileSync('git', words, { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  try {
    const commit = git('log', '-1', '--format=%H');
    const time = git('log', '-1', '--format=%cI');
    const day = time.slice(0, 10).replaceAll('-', '.');
    const dirty = git('status', '--porcelain') === '' ? '' : '-dirty';
    return { version: `${day}-${commit.slice(0, 8)}${dirty}`, commit, time };
  } catch {
    return null;
  }
}
