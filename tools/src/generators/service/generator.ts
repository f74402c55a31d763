import type { GeneratorCallback, Tree } from '@nx/devkit';
import { stringify } from 'yaml';

import { checkDescription } from '../check-description.ts';
import { finish } from '../finish.ts';
import { holdJson, withTags } from '../hold-json.ts';
import { checkName } from '../names/check-name.ts';
import { nextCommands } from '../next-commands.ts';
import { described, libraryNames, serviceNames } from '../projects.ts';
import { writeFiles } from '../write-files.ts';
import { checkKind } from './check-kind.ts';

export interface ServiceOptions {
  readonly name: string;
  readonly description?: string;
  /** Empty where nothing was said at the prompt. */
  readonly owner?: string;
  readonly tier?: number;
  readonly exposure?: string;
  readonly kind?: string;
}

/**
 * Makes a service, or brings what the standard owns of one to the wanted state.
 *
 * Nothing that a person wrote is overwritten: of `project.json` and `tsconfig.json` the standard's words alone are put right.
 *
 * @throws Error with a sentence, where an option is wrong; nothing is written then
 */
export async function generateService(tree: Tree, options: ServiceOptions): Promise<GeneratorCallback> {
  const { name, owner: said = '', tier = 2, exposure = 'internal', kind = 'http' } = options;
  const { description = `Greets people by name, until it does what ${name} is for.` } = options;
  checkKind(kind);
  checkName(name, 'service', described(libraryNames(tree), 'library', 'libs'));
  const owner = said === '' ? 'platform' : said;
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
  writeFiles(tree, { generator: import.meta.dirname, root, isThere, values });
  holdJson(tree, `${root}/project.json`, (project) => ({
    ...project,
    name,
    projectType: 'application',
    tags: withTags(['type:app', 'layer:app'], project.tags),
  }));
  holdJson(tree, `${root}/tsconfig.json`, (config) => ({ ...config, extends: '../../tsconfig.base.json' }));
  await finish(tree);

  const done = isThere ? `${name} was there: what is yours was left as it is.` : `${name} is there.`;
  return nextCommands(done, [
    `npx nx test ${name}`,
    `npx nx serve ${name}`,
    `npx nx g @exemplar/tools:route ${name} things`,
  ]);
}
