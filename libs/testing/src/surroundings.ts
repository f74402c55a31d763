/** What a service needs around it before it can be started at all. */
export interface Surroundings {
  /** Variables by which it finds them. */
  readonly env: Readonly<Record<string, string>>;
  /** Ends what was opened. */
  readonly close: () => Promise<void>;
}

/**
 * What `fixtures/surroundings.ts` of a service exports by default, where the service cannot start alone: the smoke run and the
 * scorecard open it first.
 */
export type OpenSurroundings = () => Promise<Surroundings>;
