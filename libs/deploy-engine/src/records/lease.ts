import type { Stored } from '../cluster/cluster.ts';
import { type Ledger, ledgerAnnotations, PREFIX, readLedger } from './ledger.ts';

/** https://kubernetes.io/docs/concepts/architecture/leases/ */
export interface Lease extends Stored {
  readonly spec?: {
    readonly holderIdentity?: string | null;
    readonly leaseDurationSeconds?: number | null;
    readonly acquireTime?: string | null;
    readonly renewTime?: string | null;
    readonly leaseTransitions?: number | null;
  };
}

const OURS = 'deploy-';

/** The name of the Lease that locks a service while it is deployed, and remembers what was done with it. */
export const leaseOf = (service: string): string => OURS + service;

/** The service that a Lease is of; null where it is another's. */
export const serviceOf = ({ metadata: { name } }: Lease): string | null =>
  name.startsWith(OURS) ? name.slice(OURS.length) : null;

export const holderOf = ({ spec }: Lease): string | null => {
  const holder = spec?.holderIdentity ?? '';
  return holder === '' ? null : holder;
};

export const ledgerOf = (lease: Lease | null): Ledger => readLedger(lease?.metadata.annotations);

/** Kubernetes' MicroTime. */
export const microTime = (): string => new Date().toISOString().replace('Z', '000Z');

export interface Holding {
  /** null lets go. */
  readonly holder: string | null;
  readonly leaseMs: number;
}

export const LEASE_LABELS = { 'app.kubernetes.io/managed-by': 'exemplar-deploy' };

/** The Lease of a service, held as is said and with what is to be kept; what else others have written on it stays. */
export function writtenLease(lease: Lease | null, service: string, ledger: Ledger, holding: Holding): Lease {
  const { annotations = {}, labels = {} } = lease?.metadata ?? {};
  const others = Object.entries(annotations).filter(([key]) => !key.startsWith(PREFIX));
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      ...lease?.metadata,
      name: leaseOf(service),
      labels: { ...labels, ...LEASE_LABELS, 'app.kubernetes.io/name': service },
      annotations: { ...Object.fromEntries(others), ...ledgerAnnotations(ledger) },
    },
    spec: heldSpec(lease, holding),
  };
}

function heldSpec(lease: Lease | null, { holder, leaseMs }: Holding): NonNullable<Lease['spec']> {
  const { acquireTime = null, leaseTransitions = 0 } = lease?.spec ?? {};
  const now = microTime();
  const changes = lease === null || holderOf(lease) !== holder;
  return {
    holderIdentity: holder ?? '',
    leaseDurationSeconds: Math.ceil(leaseMs / 1000),
    acquireTime: changes ? now : acquireTime,
    renewTime: now,
    leaseTransitions: Number(leaseTransitions) + (changes && holder !== null ? 1 : 0),
  };
}
