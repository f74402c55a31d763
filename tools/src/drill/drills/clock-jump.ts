import type { Outcome } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';
import { startWithClock } from '../start-with-clock.ts';
import { underTrouble } from '../under-trouble.ts';

/** The wall clock goes a day ahead, then an hour behind, and is right again. Meanwhile what is signed with the time may be refused. */
export async function clockJump(stage: Stage): Promise<Outcome> {
  const { instance, jump } = await startWithClock(stage, [86_400, -3600, 0]);
  return underTrouble(stage, {
    instance,
    tolerated: [401],
    begin: async () => {
      jump();
      await stage.pause();
      jump();
      return jump;
    },
  });
}
