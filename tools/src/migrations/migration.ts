import type { Edit } from '../workspace/editable-files.ts';
import type { Files } from '../workspace/files.ts';

/** A breaking change of the standard, carried through the services that are there. */
export interface Migration {
  /** What holds from now on, for people: `tsconfig.base.json says which files are compiled`. */
  readonly what: string;
  /**
   * What a service's files should be, where they have the shape of before: nothing for a service that has had the change,
   * or in which a person wanted it otherwise.
   *
   * @param root the service's folder, from the workspace's root
   */
  readonly edits: (root: string, files: Files) => Promise<readonly Edit[]> | readonly Edit[];
}
