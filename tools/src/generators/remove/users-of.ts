import { type Tree, visitNotIgnoredFiles } from '@nx/devkit';

import { listServices } from '../../descriptor/list-services.ts';

/** The descriptions of the services that may call a service. */
export const callersOf = (name: string, tree: Tree): readonly string[] =>
  listServices(tree)
    .filter(({ egress }) => egress.services.includes(name))
    .map((service) => `apps/${service.name}/service.yaml`);

/** The sources that import a library, outside of it; the tools import none. */
export function importersOf(name: string, tree: Tree): readonly string[] {
  const imported = new RegExp(`['"]@exemplar/${name}['"/]`);
  const files: string[] = [];
  for (const folder of ['apps', 'libs']) {
    visitNotIgnoredFiles(tree, folder, (path) => {
      const isSource = /\.[jt]s$/.test(path) && !path.startsWith(`libs/${name}/`);
      if (isSource && imported.test(String(tree.read(path, 'utf-8')))) files.push(path);
    });
  }
  return files;
}
