/** As much as the longest capture takes. */
const MAX_LENGTH = 1_048_576;

/** Joins the pieces of a text between two tags: however it was cut into chunks, it is one. */
export const joinTexts = (pass: (text: string) => void) => {
  let pending = '';
  return {
    add: (piece: string): void => {
      if (pending.length < MAX_LENGTH) pending += piece.slice(0, MAX_LENGTH - pending.length);
    },
    /** The text is over. */
    flush: (): void => {
      if (pending === '') return;
      const text = pending;
      pending = '';
      pass(text);
    },
  };
};
