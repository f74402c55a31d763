import { join } from 'node:path';

import { generateFiles, type GeneratorCallback, OverwriteStrategy, type Tree } from '@nx/devkit';
import { stringify } from 'yaml';

import { checkDescription } from '../check-description.ts';
import { finish } from '../finish.ts';
import { checkName } from '../names/check-name.ts';
import { nextCommands } from '../next-commands.ts';
import { described, libraryNames, serviceNames } from '../projects.ts';
import { checkKind } from './check-kind.ts';
import { holdToStandard } from './hold-to-standard.ts';

export interface ServiceOptions {
  readonly name: string;
  readonly description?: string;
  readonly owner?: string;
  readonly tier?: number;
  readonly exposure?: string;
  readonly kind?: string;
}

const FILES = join(import.meta.dirname, 'files');

/**
 * Makes a service, or brings what the standard owns of one to the wanted state.
 *
 * What is in `files/standard` every service has to have: where it is missing, it is written. What is in `files/beginning` is
 * the service's own from its first day on: it is written once. Nothing that is there is overwritten.
 *
 * @throws Error with a sentence, where an option is wrong; nothing is written then
 */
export async function generateService(tree: Tree, options: ServiceOptions): Promise<GeneratorCallback> {
  const { name, owner = 'platform', tier = 2, exposure = 'internal', kind = 'http' } = options;
  const { description = `Greets people by name, until it does what ${name} is for.` } = options;
  checkKind(kind);
  checkName(name, 'service', described(libraryNames(tree), 'library', 'libs'));
  checkDescription({ description, owner, tier, exposure });

  const root = `apps/${name}`;
  const isThere = serviceNames(tree).includes(name);
  const values = {
    name,
    description,
    owner,
    tier,
    exposure,
    yaml: (text: string) => stringify(text, { lineWidth: 0 }).trim(),
  };
  for (const files of isThere ? ['standard'] : ['standard', 'beginning']) {
    generateFiles(tree, join(FILES, files), root, values, { overwriteStrategy: OverwriteStrategy.KeepExisting });
  }
  holdToStandard(tree, root, name);
  await finish(tree);

  const done = isThere ? `${name} was there: what is yours was left as it is.` : `${name} is there.`;
  return nextCommands(done, [
    `npx nx test ${name}`,
    `npx nx serve ${name}`,
    `npx nx g @exemplar/tools:route ${name} things`,
  ]);
}
