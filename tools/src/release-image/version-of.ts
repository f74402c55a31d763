import { DIRTY } from '@exemplar/deploy-engine/registry';

import { VERSION } from '../manifests/version.ts';
import { Failure } from '../program/failure.ts';
import type { Commit } from './read-commit.ts';

/**
 * The version that is released. What no commit holds always says so at its end, by which production refuses it.
 *
 * @param tag what was said instead of the commit's own version
 * @throws Failure where it may not be released, or is no version
 */
export function versionOf({ version, isDirty }: Commit, tag: string | undefined, allowDirty: boolean): string {
  if (isDirty && !allowDirty) {
    throw new Failure(
      'The checkout has changes that no commit holds: nobody could build this version again. Commit them, or try them with ' +
        '--allow-dirty, which production refuses.',
    );
  }
  const wanted = tag ?? version;
  const named = isDirty && !wanted.endsWith(DIRTY) ? `${wanted}${DIRTY}` : wanted;
  if (VERSION.test(named)) return named;
  throw new Failure(`--tag is "${wanted}". Wanted: the tag of an image, such as 2026.11.23-1a2b3c4d.`, 2);
}
