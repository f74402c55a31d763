import type { Cluster } from '../cluster/cluster.ts';
import { isConflict } from '../cluster/cluster-error.ts';
import { KINDS } from '../cluster/kinds.ts';
import type { DeployTimes } from '../engine/engine-options.ts';
import { holderOf, type Lease, leaseOf, ledgerOf, writtenLease } from './lease.ts';
import type { Ledger } from './ledger.ts';

/** Another process has it now, or may have: nothing more may be done in its name. */
export class HoldLostError extends Error {
  override readonly name = 'HoldLostError';
}

export type Change = (ledger: Ledger) => Ledger;

/** A service in an environment that this process, and no other, acts on. */
export interface Hold {
  /** What is kept of it. */
  readonly ledger: Ledger;
  /** Aborted, with a HoldLostError, as soon as another may have it, and when it was let go. */
  readonly lost: AbortSignal;
  /** Changes what is kept, one change after the other. Throws HoldLostError. */
  update(change: Change): Promise<void>;
  /** Changes it for the last time, and lets go. Throws HoldLostError. */
  release(change: Change): Promise<void>;
}

export interface HoldOptions {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly service: string;
  /** This process. */
  readonly holder: string;
  readonly times: Pick<DeployTimes, 'leaseMs' | 'renewMs'>;
}

/**
 * Takes a service's Lease.
 *
 * @param mayTake looks at the Lease as it is, or null for none, and throws where it may not be taken. Who changes it meanwhile is
 *   noticed: then it looks again.
 * @param change what is kept from the same moment on
 */
export async function takeHold(
  options: HoldOptions,
  mayTake: (lease: Lease | null) => void,
  change: Change,
): Promise<Hold> {
  const { cluster, namespace, service, holder, times } = options;
  for (;;) {
    const lease = await cluster.get<Lease>(KINDS.lease, namespace, leaseOf(service));
    mayTake(lease);
    const wanted = writtenLease(lease, service, change(ledgerOf(lease)), { holder, leaseMs: times.leaseMs });
    const writing =
      lease === null
        ? cluster.create<Lease>(KINDS.lease, namespace, wanted)
        : cluster.replace<Lease>(KINDS.lease, namespace, wanted);
    const taken = (await writing.catch(nullOnConflict)) ?? (await ownWriting(options, wanted));
    if (taken !== null) return holding(options, taken);
  }
}

/** The Lease, where it is as it was to be written: the answer that said so was lost, and a conflict came of writing it again. */
async function ownWriting({ cluster, namespace, service }: HoldOptions, wanted: Lease): Promise<Lease | null> {
  const lease = await cluster.get<Lease>(KINDS.lease, namespace, leaseOf(service));
  return lease !== null && isWriting(lease, wanted) ? lease : null;
}

const isWriting = (lease: Lease, wanted: Lease): boolean =>
  holderOf(lease) === holderOf(wanted) && lease.spec?.renewTime === wanted.spec?.renewTime;

const nullOnConflict = (error: unknown): null => {
  if (isConflict(error)) return null;
  throw error;
};

const keep: Change = (ledger) => ledger;

/** After this part of its time without a renewal, it counts as lost: before another process may take it. */
const SURE = 2 / 3;
/** How often that is looked at, within the time between two renewals. */
const LOOKS = 4;

function holding(options: HoldOptions, taken: Lease): Hold {
  const { service, holder, times } = options;
  const ends = new AbortController();
  const end = (why: string): HoldLostError => {
    clearInterval(renewing);
    clearInterval(looking);
    const error = new HoldLostError(`${service} is no longer held: ${why}.`);
    ends.abort(error);
    return error;
  };
  const writer = createWriter(options, taken, ends.signal);
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = (change: Change, next: string | null): Promise<void> => {
    const turn = queue.then(async () => {
      ends.signal.throwIfAborted();
      if (!(await writer.write(change, next))) throw end('another process has it');
    });
    queue = turn.catch(() => undefined);
    return turn;
  };

  const renewing = setInterval(() => {
    inTurn(keep, holder).catch(() => undefined); // It is tried again, until it counts as lost.
  }, times.renewMs);
  const looking = setInterval(() => {
    if (performance.now() - writer.writtenAt >= times.leaseMs * SURE) end('it could not be renewed');
  }, times.renewMs / LOOKS);
  return {
    get ledger() {
      return ledgerOf(writer.lease);
    },
    lost: ends.signal,
    update: (change) => inTurn(change, holder),
    release: async (change) => {
      try {
        await inTurn(change, null);
      } finally {
        end('it was let go'); // Not written, it is not renewed any more: another takes it up.
      }
    },
  };
}

interface Writer {
  readonly lease: Lease;
  /** When the last writing that succeeded was begun: another process counts from then, or later. */
  readonly writtenAt: number;
  /** @returns whether it was written; not where another process holds the Lease */
  write(change: Change, holder: string | null): Promise<boolean>;
}

/** Writes a Lease that is held. What others have written on it meanwhile is read first. */
function createWriter(
  { cluster, namespace, service, holder, times }: HoldOptions,
  taken: Lease,
  signal: AbortSignal,
): Writer {
  const bounded = cluster.until(signal);
  let lease = taken;
  let writtenAt = performance.now();
  return {
    get lease() {
      return lease;
    },
    get writtenAt() {
      return writtenAt;
    },
    write: async (change, next) => {
      for (;;) {
        const begun = performance.now();
        const holding = { holder: next, leaseMs: times.leaseMs };
        const wanted = writtenLease(lease, service, change(ledgerOf(lease)), holding);
        const written = await bounded.replace<Lease>(KINDS.lease, namespace, wanted).catch(nullOnConflict);
        const fresh = written ?? (await bounded.get<Lease>(KINDS.lease, namespace, leaseOf(service)));
        if (fresh === null) return false;
        lease = fresh;
        if (isWriting(fresh, wanted)) {
          writtenAt = begun;
          return true;
        }
        if (holderOf(fresh) !== holder) return false;
      }
    },
  };
}
