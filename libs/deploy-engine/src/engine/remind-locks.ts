import { isConflict, isGone } from '../cluster/cluster-error.ts';
import { KINDS } from '../cluster/kinds.ts';
import type { Lease } from '../records/lease.ts';
import type { Environment } from './environment.ts';
import { HOUR_MS, LOCK_KEY, lockOf, recordOf } from './locks.ts';
import type { Lock } from './status.ts';

/**
 * The locks of an environment that people are to be reminded of. That they were is kept with the lock, so that of all processes that ask
 * one has it, and again when as much time has passed.
 */
export async function remindLocks(environment: Environment, afterHours: number): Promise<readonly Lock[]> {
  const { cluster, namespace } = environment;
  const { items } = await cluster.list<Lease>(KINDS.lease, namespace);
  const all = await Promise.all(items.map((lease) => takeReminder(environment, lease, afterHours)));
  return all.flat();
}

async function takeReminder(
  { cluster, namespace, name }: Environment,
  lease: Lease,
  afterHours: number,
): Promise<readonly Lock[]> {
  const record = recordOf(lease);
  if (record === null) return [];
  const { remindedAt = record.since } = record;
  if (Date.now() - Date.parse(remindedAt) < afterHours * HOUR_MS) return [];
  const kept = JSON.stringify({ ...record, remindedAt: new Date().toISOString() });
  const annotations = { ...lease.metadata.annotations, [LOCK_KEY]: kept };
  try {
    await cluster.replace<Lease>(KINDS.lease, namespace, { ...lease, metadata: { ...lease.metadata, annotations } });
  } catch (error) {
    if (isConflict(error) || isGone(error)) return []; // another process reminds of it, or it was taken away
    throw error;
  }
  return [lockOf(record, name, afterHours)];
}
