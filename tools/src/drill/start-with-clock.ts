import type { Stage } from './open-stage.ts';
import { preload } from './preload.ts';
import type { Instance } from './start-instance.ts';

/** Starts a process whose wall clock can be set, by what each jump makes it differ from the right one: seconds, one after the other. */
export async function startWithClock(
  stage: Stage,
  shifts: readonly number[],
): Promise<{ readonly instance: Instance; readonly jump: () => void }> {
  const instance = await stage.start({
    nodeOptions: preload('shift-clock'),
    env: { DRILL_CLOCK_SHIFTS: shifts.map((seconds) => seconds * 1000).join() },
  });
  return {
    instance,
    jump: () => {
      instance.signal('SIGUSR2');
    },
  };
}
