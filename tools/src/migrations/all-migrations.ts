import type { Migration } from './migration.ts';
import { oneLineTsconfig } from './one-line-tsconfig.ts';

/** Every breaking change of the standard, the oldest first. */
export const allMigrations: readonly Migration[] = [oneLineTsconfig];
