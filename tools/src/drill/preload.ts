import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** What Node is told to run a module of `preloads/` before the bundle. */
export const preload = (name: string): readonly string[] => [
  `--import=${pathToFileURL(join(import.meta.dirname, 'preloads', `${name}.ts`)).href}`,
];
