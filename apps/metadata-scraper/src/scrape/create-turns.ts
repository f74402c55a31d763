/** After this long without a pause, whoever else has something to do has a turn, ms. */
const MAX_HOLD_MS = 5;

/**
 * So much of a page is read whoever waits, while the turn lasts. Few pages are longer, and one that is read in one go is cheaper than one
 * that others interrupt: less of it is in use whenever garbage is collected.
 */
const ORDINARY_BYTES = 65_536;

/**
 * Waits until a page may go on.
 *
 * @param bytes how much of it will have been read then: of those that wait, the one of which it is least goes first
 * @returns undefined where it may go on at once
 */
export type NextTurn = (bytes: number) => Promise<void> | undefined;

interface Waiting {
  readonly bytes: number;
  readonly goOn: () => void;
}

/**
 * Shares the turns of the event loop among pages that are being read: in each of them pages are worked on for a few ms, however many
 * there are, and requests are taken, answers sent and other pages' bytes received before the next. A small page beside a hundred large
 * ones waits for one turn. It goes by bytes, as the time that a piece takes says more of the machine than of the page.
 *
 * @param now the time in ms
 * @returns what each page is to call for its turns
 */
export function createTurns(now: () => number): NextTurn {
  /** A Set that changes with each page keeps pages that are over: docs/decisions/0034-what-is-over-is-let-go-of.md. */
  const waiting: Waiting[] = [];
  /** When the present turn began; null between turns: then nobody waits. */
  let since: number | null = null;

  const begin = (): number => {
    setImmediate(end);
    return now();
  };
  const end = (): void => {
    const next = leastOf(waiting);
    if (next === null) {
      since = null;
      return;
    }
    waiting.splice(waiting.indexOf(next), 1);
    since = begin();
    next.goOn();
  };
  const isFirst = (bytes: number): boolean => bytes <= ORDINARY_BYTES || bytes <= (leastOf(waiting)?.bytes ?? Infinity);

  return (bytes) => {
    since ??= begin();
    if (now() - since < MAX_HOLD_MS && isFirst(bytes)) return undefined;
    return new Promise((goOn) => waiting.push({ bytes, goOn }));
  };
}

/** Of those of which as little is read, the one that has waited longest. */
function leastOf(waiting: readonly Waiting[]): Waiting | null {
  let least: Waiting | null = null;
  for (const one of waiting) if (least === null || one.bytes < least.bytes) least = one;
  return least;
}
