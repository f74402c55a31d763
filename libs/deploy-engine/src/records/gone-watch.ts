import { holderOf, type Lease } from './lease.ts';

/** Tells whether the holder of a Lease is gone. Times are milliseconds from any zero. */
export type HolderIsGone = (lease: Lease, now: number) => boolean;

interface Seen {
  readonly sign: string;
  readonly at: number;
}

const SECONDS_IF_UNSAID = 15;

/**
 * Watches whether Leases are renewed, by this process's own clock: those of two machines may differ, so the time that stands in a
 * Lease is only looked at for whether it changes. So does client-go's leader election.
 *
 * The function it gives is to be asked again and again: a holder is gone that has not renewed for as long as it said it would hold,
 * or has let go.
 */
export function createGoneWatch(): HolderIsGone {
  const seen = new Map<string, Seen>();
  return (lease, now) => {
    const holder = holderOf(lease);
    if (holder === null) return true;
    const key = `${String(lease.metadata.namespace)}/${lease.metadata.name}`;
    const sign = `${holder} ${String(lease.spec?.renewTime)}`;
    const before = seen.get(key);
    if (before?.sign !== sign) {
      seen.set(key, { sign, at: now });
      return false;
    }
    return now - before.at >= (lease.spec?.leaseDurationSeconds ?? SECONDS_IF_UNSAID) * 1000;
  };
}
