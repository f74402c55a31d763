import type { EditableFiles } from '../workspace/editable-files.ts';
import { allCopies } from './all-copies.ts';
import type { Copies } from './copy.ts';
import type { OutOfStep } from './out-of-step.ts';
import { putRight } from './put-right.ts';

/** Only here do copies come and go with services and environments: elsewhere each has its fixed place. */
const FOLDER = 'k8s';

const filesBelow = (folder: string, files: EditableFiles): readonly string[] =>
  files.children(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    return files.isFile(path) ? [path] : filesBelow(path, files);
  });

/** Whether a file says of itself that it is a copy: one that people put beside them is theirs. */
const saysItIsMade = (path: string, files: EditableFiles): boolean =>
  files.read(path, 'utf-8')?.includes('npx nx sync') === true;

async function bringInStep(files: EditableFiles, copies: Copies): Promise<OutOfStep> {
  const made = await copies.make(files);
  const paths = new Set(made.map(({ path }) => path));
  const stale = filesBelow(FOLDER, files)
    .filter((path) => copies.owns(path) && !paths.has(path))
    .filter((path) => saysItIsMade(path, files));
  const edits = [...made, ...stale.map((path) => ({ path, text: null }))];
  return { what: copies.what, differences: edits.flatMap((edit) => putRight(files, edit)) };
}

/**
 * Makes every copy what it should be, and deletes those that are not made any more.
 *
 * @returns those that were not
 * @throws DescriptionError where what they are made from is wrong
 */
export const bringCopiesInStep = (files: EditableFiles): Promise<readonly OutOfStep[]> =>
  Promise.all(allCopies.map((copies) => bringInStep(files, copies)));

/**
 * The same, for a generator that does so at its end.
 *
 * @returns the paths of those that were not
 * @throws DescriptionError where what they are made from is wrong
 */
export async function syncCopies(files: EditableFiles): Promise<readonly string[]> {
  const outOfStep = await bringCopiesInStep(files);
  return outOfStep.flatMap(({ differences }) => differences).map(({ path }) => path);
}
