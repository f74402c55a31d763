import type { Outcome, Subject } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';
import { underTrouble } from '../under-trouble.ts';

export type Interrupt = NonNullable<Subject['mix']['drills']['interrupt']>;

/** Whoever the service calls refuses connections, and then takes them again. */
export const originsDown = async (stage: Stage, begin: Interrupt): Promise<Outcome> =>
  underTrouble(stage, { instance: await stage.start(), tolerated: [502, 504], begin });
