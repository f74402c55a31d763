import { isConflict } from '../cluster/cluster-error.ts';
import { KINDS } from '../cluster/kinds.ts';
import { type Lease, leaseOf, ledgerOf } from '../records/lease.ts';
import { ledgerAnnotations } from '../records/ledger.ts';
import type { Environment } from './environment.ts';

/** Keeps where the message about a deploy under way is, whichever process holds it. */
export async function keepMessage(
  { cluster, namespace }: Environment,
  service: string,
  id: string,
  message: string,
): Promise<void> {
  for (;;) {
    const lease = await cluster.get<Lease>(KINDS.lease, namespace, leaseOf(service));
    const ledger = ledgerOf(lease);
    if (lease === null || ledger.underWay?.id !== id || ledger.underWay.message === message) return;
    const annotations = ledgerAnnotations({ ...ledger, underWay: { ...ledger.underWay, message } });
    const wanted = {
      ...lease,
      metadata: { ...lease.metadata, annotations: { ...lease.metadata.annotations, ...annotations } },
    };
    try {
      await cluster.replace<Lease>(KINDS.lease, namespace, wanted);
      return;
    } catch (error) {
      if (!isConflict(error)) throw error; // Its holder renewed it meanwhile.
    }
  }
}
