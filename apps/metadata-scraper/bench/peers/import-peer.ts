/**
 * Loads a package of `bench/peers/package.json`. Its name is no literal where it is imported, since neither the compiler nor
 * the linter is to need the package: it is there only after the benchmark has installed it.
 */
export const importPeer = (name: string): Promise<unknown> => import(name);
