import type { Tree } from '@nx/devkit';

import { didYouMean } from '@exemplar/deploy-engine/did-you-mean';

/** The folders of `apps/` that are services. */
export const serviceNames = (tree: Tree): readonly string[] =>
  tree
    .children('apps')
    .filter((name) => tree.exists(`apps/${name}/project.json`))
    .toSorted();

/** The folders of `libs/` that are libraries. */
export const libraryNames = (tree: Tree): readonly string[] =>
  tree
    .children('libs')
    .filter((name) => tree.exists(`libs/${name}/package.json`))
    .toSorted();

/** Projects by name, and what they are: `the library libs/logging`. */
export const described = (names: readonly string[], what: string, folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(names.map((name) => [name, `the ${what} ${folder}/${name}`]));

/** @throws Error that names what there is instead, where there is no such service */
export function checkService(tree: Tree, name: string): void {
  checkIsOneOf(name, 'service', serviceNames(tree));
}

/** @throws Error that names what there is instead, where there is no such library */
export function checkLibrary(tree: Tree, name: string): void {
  checkIsOneOf(name, 'library', libraryNames(tree));
}

/** @throws Error that names what there is instead, where a name is none of them */
export function checkIsOneOf(name: string, what: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  throw new Error(`There is no ${what} "${name}".${didYouMean(name, names)} There are: ${names.join(', ')}.`);
}
