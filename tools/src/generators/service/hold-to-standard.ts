import { isDeepStrictEqual } from 'node:util';

import { parseJson, type Tree } from '@nx/devkit';

type Json = Readonly<Record<string, unknown>>;

const TAGS = ['type:app', 'layer:app'];

/**
 * What the standard owns of a service's settings: it is brought to the wanted state, and the rest stays as people wrote it.
 *
 * @param root the service's folder, from the workspace's root
 */
export function holdToStandard(tree: Tree, root: string, name: string): void {
  update(tree, `${root}/project.json`, (project) => ({
    ...project,
    name,
    projectType: 'application',
    tags: [...new Set([...TAGS, ...((project.tags ?? []) as readonly string[])])],
  }));
  update(tree, `${root}/tsconfig.json`, (config) => ({ ...config, extends: '../../tsconfig.base.json' }));
}

function update(tree: Tree, path: string, change: (json: Json) => Json): void {
  const before = readJson(tree, path);
  const after = change(before);
  if (!isDeepStrictEqual(before, after)) tree.write(path, JSON.stringify(after, null, 2));
}

function readJson(tree: Tree, path: string): Json {
  try {
    return parseJson<Json>(String(tree.read(path, 'utf-8')));
  } catch (error) {
    throw new Error(`${path} cannot be read as JSON. Mend it, and run the generator again.`, { cause: error });
  }
}
