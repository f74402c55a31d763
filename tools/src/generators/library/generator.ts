import type { GeneratorCallback, Tree } from '@nx/devkit';

import { checkDescription } from '../check-description.ts';
import { finish } from '../finish.ts';
import { holdJson, withTags } from '../hold-json.ts';
import { checkName } from '../names/check-name.ts';
import { nextCommands } from '../next-commands.ts';
import { checkLibrary, described, libraryNames, serviceNames } from '../projects.ts';
import { writeFiles } from '../write-files.ts';
import { addLayer, LAYERS_FILE } from './layers.ts';

export interface LibraryOptions {
  readonly name: string;
  readonly description?: string;
  readonly owner?: string;
  readonly uses?: readonly string[];
}

/**
 * Makes a library, and gives it its layer: apps may import it, and it may import what it says that it uses.
 * Nothing that a person wrote is overwritten: of `package.json` and `tsconfig.json` the standard's words alone are put right.
 *
 * @throws Error with a sentence, where an option is wrong; nothing is written then
 */
export async function generateLibrary(tree: Tree, options: LibraryOptions): Promise<GeneratorCallback> {
  const { name, owner = 'platform', uses = [] } = options;
  const { description = `Greets people by name, until it does what ${name} is for.` } = options;
  checkName(name, 'library', described(serviceNames(tree), 'service', 'apps'));
  checkDescription({ description, owner });
  for (const used of uses) checkLibrary(tree, used);

  const isThere = libraryNames(tree).includes(name);
  const layers = String(tree.read(LAYERS_FILE, 'utf-8'));
  tree.write(LAYERS_FILE, addLayer(layers, name, [...new Set([...uses, 'testing'])]));
  const root = `libs/${name}`;
  writeFiles(tree, { generator: import.meta.dirname, root, isThere, values: { name, description, owner } });
  holdJson(tree, `${root}/package.json`, ({ nx, ...others }) => ({
    ...others,
    name: `@exemplar/${name}`,
    nx: { ...nx, name, tags: withTags(['type:lib', `layer:${name}`], nx?.tags) },
  }));
  holdJson(tree, `${root}/tsconfig.json`, (config) => ({ ...config, extends: '../../tsconfig.base.json' }));
  await finish(tree);

  const done = isThere ? `${name} was there: what is yours was left as it is.` : `libs/${name} is there.`;
  return nextCommands(done, [
    `npm install     # links it as @exemplar/${name}`,
    `npx nx test ${name}`,
    `npx nx run-many -t typecheck lint test -p ${name}`,
  ]);
}
