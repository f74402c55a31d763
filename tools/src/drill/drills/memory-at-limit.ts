import { setTimeout as sleep } from 'node:timers/promises';

import { heapMebibytes } from '../../manifests/objects/resources.ts';
import { addUp } from '../add-up.ts';
import type { Outcome } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';
import { preload } from '../preload.ts';

/** Of the heap's limit: from nine tenths on an alert says so. */
const SHARE = 0.92;
const MEBIBYTE = 1_048_576;
/** A process looks at its memory every few seconds. Pauses. */
const LONG = 3;
/** Of what is heavy, beside the load. Requests a second. */
const BURST = 10;

/**
 * The heap of one of two processes is filled to nine tenths of the limit that it has in a cluster, and what needs the most memory comes
 * all at once. A process may turn requests away, or end and be started again.
 */
export async function memoryAtLimit(stage: Stage): Promise<Outcome> {
  const wanted = SHARE * heapMebibytes(stage.service) * MEBIBYTE;
  const first = await stage.start({ nodeOptions: preload('fill-heap'), env: { DRILL_HEAP_BYTES: `${wanted}` } });
  await stage.start();
  const load = stage.load();
  await stage.pause();
  await stage.trouble();
  first.signal('SIGUSR2');
  for (let pauses = 0; pauses < LONG; pauses += 1) await stage.pause();
  const heavy = stage.load({ requests: stage.mix.drills.heavy ?? stage.mix.requests, rate: BURST });
  await stage.pause();
  const burst = await heavy.stop();
  await stage.over();
  const since = performance.now();
  first.signal('SIGUSR2');
  const isOver = await Promise.race([first.ended.then(() => true), sleep(100, false)]);
  const instance = isOver ? await stage.startAgain(first) : first;
  const recoveredMs = await stage.recovered(instance, since);
  await stage.pause();
  return { tally: addUp(burst, await load.stop()), recoveredMs };
}
