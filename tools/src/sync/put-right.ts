import type { Edit, EditableFiles } from '../workspace/editable-files.ts';

/** A file that was not what it should be. */
export interface Difference {
  readonly path: string;
  /** What is wrong with it: `missing`. */
  readonly wrong: string;
}

/** A line for people. Tables are padded with blanks; blanks before a line matter. */
function shown(line: string | undefined): string {
  if (line === undefined) return 'not there';
  return line === '' ? 'empty' : `\`${line.replaceAll(/(?<=\S) +/g, ' ')}\``;
}

/** Where a text first differs from what it should be. */
function firstDifference(text: string, wanted: string): string {
  const lines = text.split('\n');
  const wantedLines = wanted.split('\n');
  const differing = wantedLines.findIndex((line, index) => line !== lines[index]);
  if (differing === -1) return `it goes on after line ${wantedLines.length - 1}`;
  return `line ${differing + 1} is ${shown(lines[differing])} and should be ${shown(wantedLines[differing])}`;
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
