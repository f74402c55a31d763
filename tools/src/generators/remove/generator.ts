import type { GeneratorCallback, Tree } from '@nx/devkit';

import { finish } from '../finish.ts';
import { LAYERS_FILE, removeLayer } from '../library/layers.ts';
import { nextCommands } from '../next-commands.ts';
import { checkIsOneOf, libraryNames, serviceNames } from '../projects.ts';
import { callersOf, importersOf } from './users-of.ts';

export interface RemoveOptions {
  readonly name: string;
}

/** The service that every other is compared with. */
const EXEMPLAR = 'metadata-scraper';

/**
 * Removes a service or a library without a trace: its files, what was measured of it, its layer.
 *
 * @throws Error that says who uses it; nothing is removed then
 */
export async function generateRemoval(tree: Tree, { name }: RemoveOptions): Promise<GeneratorCallback> {
  checkIsOneOf(name, 'service or library', [...serviceNames(tree), ...libraryNames(tree)]);
  if (name === EXEMPLAR) {
    throw new Error(
      `${name} is the exemplar: \`npm start\` runs it, and a test compares what the generators make with it.`,
    );
  }
  const isService = serviceNames(tree).includes(name);
  const users = isService ? callersOf(name, tree) : importersOf(name, tree);
  if (users.length > 0) {
    const how = isService ? 'has it in egress.services' : 'imports it';
    throw new Error(`${name} is in use. Change first what ${how}: ${firstOf(users)}.`);
  }

  const root = isService ? `apps/${name}` : `libs/${name}`;
  for (const folder of [root, `coverage/${root}`]) {
    if (tree.exists(folder)) tree.delete(folder);
  }
  if (!isService) tree.write(LAYERS_FILE, removeLayer(String(tree.read(LAYERS_FILE, 'utf-8')), name));
  await finish(tree);

  return nextCommands(`${root} is gone.`, [
    isService ? 'git status' : 'npm install     # unlinks it',
    `git grep ${name}     # what people wrote of it`,
    'npm test',
  ]);
}

const MANY = 5;

const firstOf = (users: readonly string[]): string =>
  users.length > MANY ? `${users.slice(0, MANY).join(', ')} and ${users.length - MANY} more` : users.join(', ');
