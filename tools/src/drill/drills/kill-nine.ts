import type { Outcome } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';

/** One of two processes is gone from one moment to the next, and started again where it was. */
export async function killNine(stage: Stage): Promise<Outcome> {
  const first = await stage.start();
  await stage.start();
  const load = stage.load();
  await stage.pause();
  const since = await stage.trouble();
  first.signal('SIGKILL');
  const again = await stage.startAgain(first);
  const recoveredMs = await stage.recovered(again, since);
  await stage.pause();
  return { tally: await load.stop(), recoveredMs };
}
