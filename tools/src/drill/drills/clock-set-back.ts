import type { Outcome } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';
import { startWithClock } from '../start-with-clock.ts';
import { underTrouble } from '../under-trouble.ts';
import type { Interrupt } from './origins-down.ts';

/**
 * The wall clock is an hour ahead when whoever the service calls goes down, and is set right before they are back. A service that takes
 * the time of failures from it leaves origins alone for an hour.
 */
export async function clockSetBack(stage: Stage, interrupt: Interrupt): Promise<Outcome> {
  const { instance, jump } = await startWithClock(stage, [3600, 0]);
  return underTrouble(stage, {
    instance,
    tolerated: [401, 502, 504],
    begin: async () => {
      jump();
      const restore = await interrupt();
      await stage.pause();
      jump();
      return restore;
    },
  });
}
