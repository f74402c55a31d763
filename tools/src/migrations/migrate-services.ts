import type { OutOfStep } from '../sync/out-of-step.ts';
import { type Difference, putRight } from '../sync/put-right.ts';
import type { EditableFiles } from '../workspace/editable-files.ts';
import { allMigrations } from './all-migrations.ts';
import type { Migration } from './migration.ts';

const servicesIn = (files: EditableFiles): readonly string[] =>
  files
    .children('apps')
    .toSorted()
    .map((name) => `apps/${name}`)
    .filter((root) => files.isFile(`${root}/project.json`));

async function migrate(files: EditableFiles, { what, edits }: Migration): Promise<OutOfStep> {
  const differences: Difference[] = [];
  for (const root of servicesIn(files)) {
    for (const edit of await edits(root, files)) differences.push(...putRight(files, edit));
  }
  return { what: `an older standard; now ${what}`, differences };
}

/**
 * Carries the breaking changes of the standard through every service that has not had them. One that has, stays as it is.
 *
 * @returns what each change found
 */
export async function migrateServices(files: EditableFiles): Promise<readonly OutOfStep[]> {
  const found: OutOfStep[] = [];
  // One after another: a later one goes on where an earlier one ended.
  for (const migration of allMigrations) found.push(await migrate(files, migration));
  return found;
}
