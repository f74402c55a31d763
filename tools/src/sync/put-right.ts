import type { Edit, EditableFiles } from '../workspace/editable-files.ts';

/** A file that was not what it should be. */
export interface Difference {
  readonly path: string;
  /** What is wrong with it: `missing`. */
  readonly wrong: string;
}

/** Where a text first differs from what it should be. */
function firstDifference(text: string, wanted: string): string {
  const lines = text.split('\n');
  const wantedLines = wanted.split('\n');
  const differing = wantedLines.findIndex((line, index) => line !== lines[index]);
  const index = differing === -1 ? wantedLines.length : differing; // of a text that only goes on for too long
  const shown = (line: string | undefined): string => (line === undefined ? 'not there' : JSON.stringify(line));
  return `line ${index + 1} is ${shown(lines[index])} and should be ${shown(wantedLines[index])}`;
}

function whatIsWrong(text: string | null, wanted: string | null): string {
  if (text === null) return 'missing';
  return wanted === null ? 'not made any more' : firstDifference(text, wanted);
}

/**
 * Makes a file what it should be.
 *
 * @returns what was wrong with it: nothing, or one difference
 */
export function putRight(files: EditableFiles, { path, text: wanted }: Edit): readonly Difference[] {
  const text = files.read(path, 'utf-8');
  if (text === wanted) return [];
  if (wanted === null) files.delete(path);
  else files.write(path, wanted);
  return [{ path, wrong: whatIsWrong(text, wanted) }];
}
