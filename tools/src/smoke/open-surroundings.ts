import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `Surroundings` of `@exemplar/testing`. */
export interface Surroundings {
  readonly env: Readonly<Record<string, string>>;
  readonly close: () => Promise<void>;
}

const NONE: Surroundings = { env: {}, close: () => Promise.resolve() };

/**
 * Opens what a service cannot start without, where it says so: the default export of its `fixtures/surroundings.ts`.
 *
 * @param folder the service's folder, absolute
 * @returns the variables by which it finds that, and what ends it
 */
export async function openSurroundings(folder: string): Promise<Surroundings> {
  const file = join(folder, 'fixtures/surroundings.ts');
  if (!existsSync(file)) return NONE;
  const { default: open } = (await import(pathToFileURL(file).href)) as {
    readonly default: () => Promise<Surroundings>;
  };
  return open();
}
