import { closeSync, existsSync, openSync } from 'node:fs';

import { Failure } from '../../program/failure.ts';
import type { Outcome } from '../drill-row.ts';
import type { Stage } from '../open-stage.ts';

/** Every write of a log line of one of two processes fails with ENOSPC, from the first to the last. */
export async function diskFull(stage: Stage, device = '/dev/full'): Promise<Outcome> {
  if (!existsSync(device)) throw new Failure(`${device} is missing: run this on Linux`);
  const full = openSync(device, 'w');
  try {
    await stage.start();
    const load = stage.load();
    await stage.pause();
    const since = await stage.trouble();
    const instance = await stage.start({ stdout: full });
    const recoveredMs = await stage.recovered(instance, since);
    await stage.pause();
    await stage.pause();
    return { tally: await load.stop(), recoveredMs };
  } finally {
    closeSync(full);
  }
}
