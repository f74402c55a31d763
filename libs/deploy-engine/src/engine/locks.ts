import type { Cluster } from '../cluster/cluster.ts';
import { isConflict } from '../cluster/cluster-error.ts';
import { KINDS } from '../cluster/kinds.ts';
import { DeployError } from '../deploy-error.ts';
import { type Lease, LEASE_LABELS, microTime } from '../records/lease.ts';
import { PREFIX } from '../records/ledger.ts';
import { type LockRecord, lockSchema } from '../records/record-schema.ts';
import type { Environment } from './environment.ts';
import type { Lock } from './status.ts';

/** What locks every service of an environment. */
export const ALL = 'all';

const OURS = 'lock-';
export const LOCK_KEY = `${PREFIX}lock`;
export const HOUR_MS = 3_600_000;

/** The locks of an environment, oldest first. */
export async function listLocks(
  { cluster, namespace, name }: Environment,
  remindAfterHours: number,
): Promise<readonly Lock[]> {
  const { items } = await cluster.list<Lease>(KINDS.lease, namespace);
  return items
    .flatMap((lease) => recordOf(lease) ?? [])
    .map((record) => lockOf(record, name, remindAfterHours))
    .toSorted((a, b) => a.since.localeCompare(b.since));
}

/** The lock that keeps a service from being deployed to; null where none does. */
export const lockOn = (locks: readonly Lock[], service: string): Lock | null =>
  locks.find((lock) => lock.service === service || lock.service === ALL) ?? null;

/** @throws DeployError `locked` where it is locked already */
export async function putLock(environment: Environment, record: LockRecord, remindAfterHours: number): Promise<Lock> {
  const { cluster, namespace, name } = environment;
  const isTaken = await cluster.create<Lease>(KINDS.lease, namespace, leaseOfLock(record)).then(
    () => false,
    (error: unknown) => {
      if (isConflict(error)) return true;
      throw error;
    },
  );
  const there = isTaken ? await readLock(cluster, namespace, record.service) : record;
  if (there === null) return putLock(environment, record, remindAfterHours); // It was taken away meanwhile.
  const lock = lockOf(there, name, remindAfterHours);
  // Asked again after an answer that was lost, it is there by the same hand.
  const isOurs = there.since === record.since && there.actor.id === record.actor.id;
  if (isOurs) return lock;
  throw lockedError(lock, name);
}

/** @throws DeployError `not-locked` */
export async function takeLock(environment: Environment, service: string, remindAfterHours: number): Promise<Lock> {
  const { cluster, namespace, name } = environment;
  const record = await readLock(cluster, namespace, service);
  if (record === null) throw new DeployError('not-locked', `${service} is not locked in ${name}.`);
  await cluster.remove(KINDS.lease, namespace, OURS + service);
  return lockOf(record, name, remindAfterHours);
}

export function lockedError(lock: Lock, environment: string): DeployError {
  const what = lock.service === ALL ? 'Everything' : lock.service;
  const since = `since ${lock.since.slice(0, 16).replace('T', ' ')} UTC`;
  const why = lock.reason === '' ? '' : `: ${lock.reason}`;
  return new DeployError('locked', `${what} is locked in ${environment} by ${lock.actor.name} ${since}${why}.`);
}

const leaseOfLock = (record: LockRecord): Lease => ({
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  metadata: { name: OURS + record.service, labels: LEASE_LABELS, annotations: { [LOCK_KEY]: JSON.stringify(record) } },
  spec: { holderIdentity: record.actor.id, acquireTime: microTime() },
});

async function readLock(cluster: Cluster, namespace: string, service: string): Promise<LockRecord | null> {
  const lease = await cluster.get<Lease>(KINDS.lease, namespace, OURS + service);
  return lease === null ? null : recordOf(lease);
}

/** What a Lease says of a lock; of one that people made by hand, what can be told. null where it is none. */
export function recordOf({ metadata, spec }: Lease): LockRecord | null {
  if (!metadata.name.startsWith(OURS)) return null;
  const service = metadata.name.slice(OURS.length);
  const read = lockSchema.safeParse(jsonOf(metadata.annotations?.[LOCK_KEY]));
  if (read.success) return read.data;
  const holder = spec?.holderIdentity ?? 'somebody';
  return { service, actor: { id: holder, name: holder }, reason: '', since: String(metadata.creationTimestamp) };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

export function lockOf(
  { service, actor, reason, since }: LockRecord,
  environment: string,
  remindAfterHours: number,
): Lock {
  const ageMs = Math.max(0, Date.now() - Date.parse(since));
  return { service, environment, actor, reason, since, ageMs, toBeReminded: ageMs >= remindAfterHours * HOUR_MS };
}
