/** How many letters have to be put in, left out or changed to make one word the other (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(Number(row[j]) + 1, Number(next[j - 1]) + 1, Number(row[j - 1]) + change));
    }
    row = next;
  }
  return Number(row.at(-1));
}

/**
 * The names that somebody may have meant.
 *
 * @param name what was said
 * @returns those that differ by at most three letters and half of them, the nearest first
 */
export const nearest = (name: string, names: readonly string[]): readonly string[] =>
  names
    .map((known) => ({ known, letters: distance(name, known) }))
    .filter(({ letters }) => letters <= Math.min(3, name.length / 2))
    .toSorted((a, b) => a.letters - b.letters)
    .map(({ known }) => known);
