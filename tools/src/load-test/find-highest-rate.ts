/** What came of a rate. */
export interface Tried {
  readonly held: boolean;
  /** The latency at the percentile that is promised, ms. */
  readonly ms: number;
}

/** A rate that was tried. */
export interface Step extends Tried {
  /** Requests a second. */
  readonly rate: number;
}

export interface Search {
  /** The highest rate that held; 0: none. */
  readonly held: number;
  readonly steps: readonly Step[];
}

const GROWTH = 2;
/** How often the gap between what held and what broke is halved. */
const HALVINGS = 3;
/** A service that still holds then is not what limits the test. */
const MOST_STEPS = 16;

/**
 * Finds the highest rate that holds: ever higher until one breaks, then between that and the last that held. One that breaks is tried
 * once more: the machine may have been busy with something else.
 *
 * @param start the first rate
 * @param holds tries one
 */
export async function findHighestRate(start: number, holds: (rate: number) => Promise<Tried>): Promise<Search> {
  const steps: Step[] = [];
  const attempt = async (rate: number): Promise<boolean> => {
    const first = await holds(rate);
    const tried = first.held ? first : await holds(rate);
    steps.push({ rate, ...tried });
    return tried.held;
  };
  let [held, rate] = [0, start];
  while (steps.length < MOST_STEPS && (await attempt(rate))) [held, rate] = [rate, rate * GROWTH];
  if (steps.length === MOST_STEPS) return { held, steps };
  let broke = rate;
  for (let halving = 0; halving < HALVINGS; halving += 1) {
    const middle = (held + broke) / 2;
    if (await attempt(middle)) held = middle;
    else broke = middle;
  }
  return { held, steps };
}
