import { Failure } from '../../program/failure.ts';
import type { Outcome } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';

/** One of two processes is asked to end, as each is in a rollout, and has to do it by itself. */
export async function sigtermUnderLoad(stage: Stage): Promise<Outcome> {
  const first = await stage.start();
  await stage.start();
  const load = stage.load({ retries: false });
  await stage.pause();
  const since = await stage.trouble();
  first.signal('SIGTERM');
  const exit = await first.ended;
  const recoveredMs = performance.now() - since;
  await stage.pause();
  const tally = await load.stop();
  if (exit !== 0) throw new Failure(`it ended with ${exit} on SIGTERM, not with 0`);
  return { tally, recoveredMs };
}
