import { digestOn, imageOf } from '../apply/release-objects.ts';
import { KINDS } from '../cluster/kinds.ts';
import type { Deployment } from '../cluster/objects.ts';
import { type Lease, leaseOf, ledgerOf } from '../records/lease.ts';
import type { Ledger } from '../records/ledger.ts';
import type { Release } from '../registry/registry.ts';
import { revisionOf } from '../rollout/rollout-state.ts';
import type { Environment } from './environment.ts';

/** What of a service is in an environment now. */
export interface Current {
  readonly deployment: Deployment | null;
  readonly lease: Lease | null;
  readonly ledger: Ledger;
  /** What runs; null where nothing does, or nobody knows of which release it is. */
  readonly release: Release | null;
  readonly image: string | null;
  /** The Deployment's revision; null where there is no Deployment. */
  readonly revision: string | null;
}

export async function readCurrent(environment: Environment, service: string): Promise<Current> {
  const { cluster, namespace } = environment;
  const [deployment, lease] = await Promise.all([
    cluster.get<Deployment>(KINDS.deployment, namespace, service),
    cluster.get<Lease>(KINDS.lease, namespace, leaseOf(service)),
  ]);
  return currentOf(environment, service, deployment, lease);
}

/** The same of objects that were read already. */
export async function currentOf(
  environment: Environment,
  service: string,
  deployment: Deployment | null,
  lease: Lease | null,
): Promise<Current> {
  const ledger = ledgerOf(lease);
  if (deployment === null) return { deployment, lease, ledger, release: null, image: null, revision: null };
  return {
    deployment,
    lease,
    ledger,
    release: await releaseOn(environment, service, deployment, ledger),
    image: imageOf(deployment, service),
    revision: String(revisionOf(deployment)),
  };
}

/** What is kept says of which release a digest is; the registry, where it does not. */
async function releaseOn(
  { registry }: Environment,
  service: string,
  deployment: Deployment,
  { healthy, history, underWay }: Ledger,
): Promise<Release | null> {
  const kept = [
    ...healthy,
    ...history.flatMap(({ from, to }) => [to, from]),
    underWay?.to ?? null,
    underWay?.from ?? null,
  ];
  const known = kept.filter((release) => release !== null);
  const digest = digestOn(deployment, service, known);
  if (digest === null) return null;
  const release =
    known.find((one) => one.digest === digest) ?? (await registry.find(service, digest).catch(() => null));
  return release !== null && digestOn(deployment, service, [release]) === null ? null : release;
}
