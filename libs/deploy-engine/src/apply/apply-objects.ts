import type { Cluster } from '../cluster/cluster.ts';
import { ClusterError } from '../cluster/cluster-error.ts';
import type { Kind } from '../cluster/kinds.ts';
import type { KubernetesObject } from '../kubernetes-object.ts';
import { ApplyError } from './apply-error.ts';
import { leaveOut } from './leave-out.ts';

/**
 * Applies objects, in their order. Once more does no harm.
 *
 * @returns what the cluster does not know and was left out: a phrase each
 * @throws ApplyError for what the cluster refuses, and for objects that are to be elsewhere than in the namespace
 */
export async function applyObjects(
  cluster: Cluster,
  namespace: string,
  objects: readonly KubernetesObject[],
): Promise<readonly string[]> {
  const asked = await Promise.all(objects.map(async (object) => ({ object, kind: await cluster.kindOf(object) })));
  for (const { object, kind } of asked) refuseOther(object, kind, namespace);
  const { known, leftOut } = leaveOut(asked, await cluster.minorVersion());
  for (const { object, kind } of known) await applyOne(cluster, namespace, kind, object);
  return leftOut;
}

/** A release is of one service in one environment: what reaches further is nothing that a deploy may change. */
function refuseOther(object: KubernetesObject, kind: Kind | null, namespace: string): void {
  if (kind?.namespaced === false) {
    throw new ApplyError(`The release holds ${nameOf(object)}, which is of the whole cluster.`);
  }
  const where = object.metadata?.namespace ?? namespace;
  if (where !== namespace) {
    throw new ApplyError(`The release holds ${nameOf(object)} for ${where}, not for ${namespace}.`);
  }
}

async function applyOne(cluster: Cluster, namespace: string, kind: Kind, object: KubernetesObject): Promise<void> {
  try {
    await cluster.apply(kind, namespace, object);
  } catch (error) {
    if (!(error instanceof ClusterError)) throw error;
    throw new ApplyError(`The cluster refuses the ${nameOf(object)}: ${error.message}`, { cause: error });
  }
}

const nameOf = ({ kind, metadata }: KubernetesObject): string => `${kind} ${String(metadata?.name)}`;
