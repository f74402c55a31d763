import type { Outcome } from './drill-row.ts';
import type { Stage } from './open-stage.ts';
import type { Instance } from './start-instance.ts';

export interface Trouble {
  /** Who has it, and is loaded. */
  readonly instance: Instance;
  /** What to ask; the mix unless it is said. */
  readonly requests?: Stage['mix']['requests'];
  /** Errors that are answers while it lasts. */
  readonly tolerated?: readonly number[];
  /** Has it begin; gives what ends it. */
  readonly begin: () => Promise<() => Promise<void> | void>;
}

/** Load before, during and after a trouble that begins and ends. The time of recovery counts from its end. */
export async function underTrouble(
  stage: Stage,
  { instance, requests = stage.mix.requests, tolerated = [], begin }: Trouble,
): Promise<Outcome> {
  const load = stage.load({ requests });
  await stage.pause();
  await stage.trouble();
  load.tolerate(tolerated);
  const end = await begin();
  await stage.lasts();
  await stage.pause();
  await stage.over();
  await end();
  const since = performance.now();
  // one whose time is not the service's own counts where errors came: it may be what is answered rightly last
  const asked = load.lastRefusedAt() > 0 ? requests : requests.filter(({ timed }) => timed);
  const rightMs = await stage.recovered(instance, since, asked);
  await stage.calm(load, since);
  load.tolerate([]);
  await stage.pause();
  const tally = await load.stop();
  return { tally, recoveredMs: Math.max(rightMs, load.lastRefusedAt() - since) };
}
