/** What is put into a text, or instead of a piece of it. */
export interface Edit {
  /** Before which character. */
  readonly at: number;
  /** Up to which character it goes; nothing goes by default. */
  readonly end?: number;
  readonly insert: string;
}

/** A text after edits; their places are those of the text before. */
export const applyEdits = (text: string, edits: readonly Edit[]): string =>
  edits
    .toSorted((a, b) => b.at - a.at)
    .reduce((now, { at, end = at, insert }) => now.slice(0, at) + insert + now.slice(end), text);
