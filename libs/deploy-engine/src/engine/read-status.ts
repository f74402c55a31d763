import { canaryOf } from '../canary/canary-objects.ts';
import { KINDS } from '../cluster/kinds.ts';
import type { Deployment } from '../cluster/objects.ts';
import { type Lease, leaseOf, ledgerOf, serviceOf } from '../records/lease.ts';
import { replicasOf } from '../rollout/rollout-state.ts';
import { rulesOf } from '../rules/allow.ts';
import { freezeAt, freezeText } from '../rules/freeze-at.ts';
import { progressOf } from '../run/progress-of.ts';
import type { Context } from './context.ts';
import { currentOf } from './current.ts';
import type { Environment } from './environment.ts';
import { listLocks, lockOn } from './locks.ts';
import type { CanaryStatus, ServiceStatus } from './status.ts';

type ByName<T> = ReadonlyMap<string, T>;

const byName = <T extends Deployment | Lease>(items: readonly T[]): ByName<T> =>
  new Map(items.map((item) => [item.metadata.name, item]));

/**
 * What is of services in an environment.
 *
 * @param services those that releases are of; those that were deployed are added
 * @param only one of them
 */
export async function readStatus(
  { rules }: Context,
  environment: Environment,
  services: readonly string[],
  only: string | undefined,
): Promise<readonly ServiceStatus[]> {
  const { cluster, namespace, name } = environment;
  const [deployments, leases, locks] = await Promise.all([
    cluster.list<Deployment>(KINDS.deployment, namespace),
    cluster.list<Lease>(KINDS.lease, namespace),
    listLocks(environment, rules.locks.remindAfterHours),
  ]);
  const [running, held] = [byName(deployments.items), byName(leases.items)];
  const known = new Set([...services, ...leases.items.flatMap((lease) => serviceOf(lease) ?? [])]);
  const freeze = freezeAt(rulesOf(rules, name).freezes, new Date());
  const wanted = [...known].filter((service) => only === undefined || service === only).toSorted();
  return Promise.all(
    wanted.map(async (service) => ({
      ...(await statusOf(environment, service, running, held.get(leaseOf(service)) ?? null)),
      lock: lockOn(locks, service),
      freeze: freeze === null ? null : freezeText(freeze),
    })),
  );
}

async function statusOf(
  environment: Environment,
  service: string,
  running: ByName<Deployment>,
  lease: Lease | null,
): Promise<Omit<ServiceStatus, 'lock' | 'freeze'>> {
  const deployment = running.get(service) ?? null;
  const { release, image } = await currentOf(environment, service, deployment, lease);
  const { underWay, history, refused } = ledgerOf(lease);
  const pods = podsOf(deployment);
  return {
    target: { service, environment: environment.name },
    release,
    image,
    ...pods,
    last: history[0] ?? null,
    underWay: underWay === null ? null : progressOf(underWay, environment.name, underWay.phase, pods),
    canary: canaryStatus(lease, running.get(canaryOf(service)) ?? null),
    refused,
  };
}

const podsOf = (deployment: Deployment | null) => ({
  ready: deployment?.status?.readyReplicas ?? 0,
  wanted: deployment === null ? 0 : replicasOf(deployment.spec),
});

function canaryStatus(lease: Lease | null, deployment: Deployment | null): CanaryStatus | null {
  const { canary } = ledgerOf(lease);
  if (canary === null) return null;
  const { release, percent, actor, since } = canary;
  return { release, percent, actor, since, ...podsOf(deployment) };
}
