import type { Service } from '../descriptor/service-schema.ts';
import type { Mix } from '../load-test/read-mix.ts';
import type { Stage } from './open-stage.ts';
import type { Tally } from './start-load.ts';

/** What is known before a drill begins. */
export interface Subject {
  readonly service: Service;
  readonly mix: Mix;
}

export interface Outcome {
  readonly tally: Tally;
  /** From the trouble, or from its end where it has one, until all was answered rightly again. */
  readonly recoveredMs: number;
}

/**
 * Does something to a service.
 *
 * @throws Failure where something that it needs is missing, or the service does not recover
 */
export type Run = (stage: Stage) => Promise<Outcome>;

/** Something that will happen to a service. */
export interface Drill {
  readonly name: string;
  /** What is done, for people. */
  readonly does: string;
  /** What does it; or why it has nothing to do with that service. */
  readonly plan: (subject: Subject) => Run | string;
}
