/** What is put into a text. */
export interface Edit {
  /** Before which character. */
  readonly at: number;
  readonly insert: string;
}

/** A text after edits; their places are those of the text before. */
export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((now, { at, insert }) => now.slice(0, at) + insert + now.slice(at), text);
