/** A rate that was tried. */
export interface Step {
  /** Requests a second. */
  readonly rate: number;
  readonly held: boolean;
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
export async function findHighestRate(start: number, holds: (rate: number) => Promise<boolean>): Promise<Search> {
  const steps: Step[] = [];
  const attempt = async (rate: number): Promise<boolean> => {
    const held = (await holds(rate)) || (await holds(rate));
    steps.push({ rate, held });
    return held;
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
