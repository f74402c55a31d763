import { join } from 'node:path';

import { generateFiles, type GeneratorCallback, OverwriteStrategy, type Tree } from '@nx/devkit';

import { finish } from '../finish.ts';
import { checkLabel } from '../names/check-name.ts';
import { nextCommands } from '../next-commands.ts';
import { checkService } from '../projects.ts';
import { describeRoute, type Method } from './describe-route.ts';
import { wireRoute } from './wire-route.ts';

export interface RouteOptions {
  readonly service: string;
  readonly name: string;
  readonly method?: Method;
  readonly path?: string;
}

/** As express writes it, without patterns. */
const PATH = /^(?:\/(?:[a-z\d][\w.~-]*|:[a-z]\w*))+$/i;

/**
 * Adds a route with its schemas and its spec to a service, and has `main.ts` serve it. Files that are there stay as they are.
 *
 * @throws Error with a sentence, where an option is wrong, or `main.ts` has another form; nothing is written then
 */
export async function generateRoute(tree: Tree, options: RouteOptions): Promise<GeneratorCallback> {
  const { service, name, method = 'GET', path = `/v1/${name}` } = options;
  checkService(tree, service);
  checkLabel(name, 'route');
  if (!PATH.test(path)) throw new Error(`--path is "${path}". Wanted: a path such as /v1/${name} or /v1/${name}/:id.`);

  const root = `apps/${service}`;
  const main = `${root}/src/main.ts`;
  const values = describeRoute(name, method, path);
  const { functionName } = values;
  const text = String(tree.read(main, 'utf-8'));
  const wired = wireRoute(main, text, { functionName, module: `./routes/${name}-routes.ts` });
  if (wired !== text) tree.write(main, wired);
  generateFiles(tree, join(import.meta.dirname, 'files'), root, values, {
    overwriteStrategy: OverwriteStrategy.KeepExisting,
  });
  await finish(tree);

  return nextCommands(`${root}/src/routes/${name}-routes.ts has the route.`, [
    `npx nx test ${service}`,
    `npx nx serve ${service}`,
    `npx nx lint ${service}`,
  ]);
}
