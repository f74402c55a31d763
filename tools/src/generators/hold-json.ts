import { isDeepStrictEqual } from 'node:util';

import { parseJson, type Tree } from '@nx/devkit';

/** A project's settings: what Nx reads of them, and anything else. */
interface Settings {
  readonly tags?: readonly string[];
  readonly nx?: { readonly tags?: readonly string[] };
  readonly [key: string]: unknown;
}

/**
 * Has a JSON file say what the standard owns of it; the rest stays as people wrote it.
 *
 * @param change gives what the file should say, made of what it says
 * @throws Error with a sentence, where the file cannot be read
 */
export function holdJson(tree: Tree, path: string, change: (settings: Settings) => object): void {
  const before = readJson(tree, path);
  const after = change(before);
  if (!isDeepStrictEqual(before, after)) tree.write(path, JSON.stringify(after, null, 2));
}

/** Tags of the standard, and those that people added. */
export const withTags = (wanted: readonly string[], tags: readonly string[] = []): readonly string[] => [
  ...new Set([...wanted, ...tags]),
];

function readJson(tree: Tree, path: string): Settings {
  try {
    return parseJson<Settings>(String(tree.read(path, 'utf-8')));
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON. Mend it, and run the generator again.`, { cause: error });
  }
}
