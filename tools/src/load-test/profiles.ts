/** Requests a second, so many seconds after the first. */
export type Rate = (elapsed: number) => number;

export interface Profile {
  /** What it tells. */
  readonly means: string;
  /** How long it takes unless something else is said. */
  readonly seconds: number;
  /** @param average requests a second that `service.yaml` states */
  readonly rate: (average: number, seconds: number) => Rate;
}

const DAY_SECONDS = 86_400;

/** Requests a second on an average day. */
export const averageRate = (requestsPerDay: number): number => requestsPerDay / DAY_SECONDS;

/** How far the rate of a day goes from its average, as a share of it: nights have an eighth of what afternoons have. */
const DAILY_SWING = 0.78;
/** The rate that is planned for, over that of an average day. */
export const PEAK = 10;

/** Below it a test says little, and takes long to say it. Requests a second. */
const FLOOR = { production: 2, peak: 20, stress: 100 };

export const PROFILES = {
  production: {
    means: 'a day as service.yaml states it, its night and its afternoon, in short',
    seconds: 60,
    rate: (average, seconds) => {
      const mean = Math.max(average, FLOOR.production);
      return (elapsed) => mean * (1 - DAILY_SWING * Math.cos((2 * Math.PI * elapsed) / seconds));
    },
  },
  peak: {
    means: 'ten times the average',
    seconds: 30,
    rate: (average) => () => Math.max(average * PEAK, FLOOR.peak),
  },
  stress: {
    means: 'more and more, until the SLO does not hold',
    seconds: 8,
    rate: (average) => () => Math.max(average * PEAK, FLOOR.stress),
  },
  soak: {
    means: 'the average, for long: what leaks shows',
    seconds: 3600,
    rate: (average) => () => Math.max(average, FLOOR.production),
  },
} as const satisfies Readonly<Record<string, Profile>>;

export type ProfileName = keyof typeof PROFILES;
