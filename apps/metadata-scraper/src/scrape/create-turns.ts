/** After this long without a pause, whoever else has something to do has a turn, ms. */
const MAX_HOLD_MS = 5;

/**
 * Waits until a page may go on.
 *
 * @param bytes how much of it will have been read then: of those that wait, the one of which it is least goes first
 * @returns undefined where it may go on at once
 */
export type NextTurn = (bytes: number) => Promise<void> | undefined;

interface Waiting {
  readonly page: NextTurn;
  readonly bytes: number;
  readonly goOn: () => void;
}

/**
 * Shares the turns of the event loop among pages that are being read: in each of them one page is worked on for a few ms, however many
 * there are, and requests are taken, answers sent and other pages' bytes received before the next. A small page beside a hundred large
 * ones waits for one turn. It goes by bytes, as the time that a piece takes says more of the machine than of the page.
 *
 * @param now the time in ms
 * @returns what each page, as it begins, is to call for its turns
 */
export function createTurns(now: () => number): () => NextTurn {
  const waiting = new Set<Waiting>();
  /** The page whose turn it is, and since when. */
  let holder: NextTurn | null = null;
  let since = 0;

  const take = (page: NextTurn): void => {
    holder = page;
    since = now();
    setImmediate(end);
  };
  const end = (): void => {
    holder = null;
    const next = leastOf(waiting);
    if (next === null) return;
    waiting.delete(next);
    take(next.page);
    next.goOn();
  };
  const mayHold = (bytes: number): boolean =>
    now() - since < MAX_HOLD_MS && bytes <= (leastOf(waiting)?.bytes ?? Infinity);

  return () => {
    const page: NextTurn = (bytes) => {
      if (holder === null) take(page);
      else if (holder !== page || !mayHold(bytes)) return new Promise((goOn) => waiting.add({ page, bytes, goOn }));
      return undefined;
    };
    return page;
  };
}

/** Of those of which as little is read, the one that has waited longest. */
function leastOf(waiting: ReadonlySet<Waiting>): Waiting | null {
  let least: Waiting | null = null;
  for (const one of waiting) if (least === null || one.bytes < least.bytes) least = one;
  return least;
}
