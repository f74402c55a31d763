import { MARKS } from '../apply/release-objects.ts';
import { canaryOf } from '../canary/canary-objects.ts';
import { KINDS } from '../cluster/kinds.ts';
import { type Hold, takeHold } from '../records/hold.ts';
import { holderOf, type Lease, ledgerOf } from '../records/lease.ts';
import type { UnderWay } from '../records/record-schema.ts';
import type { Context } from './context.ts';
import type { Environment } from './environment.ts';
import type { OnProgress, RunningPhase } from './progress.ts';
import { carryOut } from './start-job.ts';

/** Nobody waits any longer for what was only asked for so long ago. Milliseconds. */
const FORGOTTEN_MS = 600_000;

/** Another process was there first. */
class TakenError extends Error {}

/**
 * Goes on with what a process that is gone left under way, or ends it where going on would be wrong.
 *
 * @param lease as it was when its holder was found to be gone: it is only taken if it still is so
 */
export async function takeUp(
  context: Context,
  environment: Environment,
  service: string,
  lease: Lease,
  onProgress: OnProgress,
): Promise<void> {
  const hold = await take(environment, service, lease);
  if (hold === null) return;
  const { underWay } = hold.ledger;
  if (underWay === null) return hold.release((ledger) => ledger);
  const trouble = await whyNot(environment, underWay);
  const record = { ...underWay, notes: [...underWay.notes, TAKEN_UP], ...(trouble !== null && { trouble }) };
  await hold.update((ledger) => ({ ...ledger, underWay: record }));
  await carryOut(context, environment, hold, record, onProgress, trouble === null ? undefined : 'failed');
}

const TAKEN_UP = 'The process that began it is gone: another took it up.';

const take = (
  { cluster, namespace, holder, times }: Environment,
  service: string,
  lease: Lease,
): Promise<Hold | null> =>
  takeHold(
    { cluster, namespace, service, holder, times },
    (now) => {
      const isSame =
        now?.spec?.holderIdentity === lease.spec?.holderIdentity && now?.spec?.renewTime === lease.spec?.renewTime;
      if (!isSame) throw new TakenError();
    },
    (ledger) => ledger,
  ).catch((error: unknown) => {
    if (error instanceof TakenError) return null;
    throw error;
  });

type Interruption = NonNullable<UnderWay['trouble']>;

/** The phases in which what was applied is watched, and has to be there. */
const WATCHING: ReadonlySet<RunningPhase> = new Set(['rolling-out', 'settling']);

/** Why it is not gone on with, where it is not. */
async function whyNot({ cluster, namespace }: Environment, record: UnderWay): Promise<Interruption | null> {
  const ageMs = Date.now() - Date.parse(record.startedAt);
  if (record.phase === 'starting' && ageMs > FORGOTTEN_MS) {
    const minutes = Math.round(ageMs / 60_000);
    return ended(`Nobody was there to go on with it for ${minutes} min. Nothing was changed: ask again.`);
  }
  if (record.kind === 'withdraw' || !WATCHING.has(record.phase)) return null;
  const { service } = record.to;
  const name = record.kind === 'canary' ? canaryOf(service) : service;
  const deployment = await cluster.get(KINDS.deployment, namespace, name);
  if (deployment?.metadata.annotations?.[MARKS.id] === record.id) return null;
  return ended(`While nobody watched, other hands changed ${name}: what they applied is left as it is.`);
}

const ended = (sentence: string): Interruption => ({ code: 'interrupted', sentence });

/** Whether a Lease has something to be taken up, or a holder that has to be freed. */
export const isLeft = (lease: Lease): boolean => ledgerOf(lease).underWay !== null || holderOf(lease) !== null;
