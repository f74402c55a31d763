import type { Cluster, Stored } from '../cluster/cluster.ts';
import { KINDS } from '../cluster/kinds.ts';
import { canaryOf } from './canary-objects.ts';

/** As releases apply it. https://gateway-api.sigs.k8s.io/reference/spec/#httproute */
interface Route extends Stored {
  readonly spec: { readonly rules: readonly Rule[] };
}

interface Rule {
  readonly backendRefs: readonly { readonly name: string; readonly weight?: number }[];
}

/**
 * Sends a part of a service's requests to its canary, and the rest to the stable pods.
 *
 * @param percent 0 to 99
 * @returns whether there is a route that can
 */
export async function shiftRequests(
  cluster: Cluster,
  namespace: string,
  service: string,
  percent: number,
): Promise<boolean> {
  const route = await cluster.get<Route>(KINDS.route, namespace, service);
  if (route === null) return false;
  const refs = route.spec.rules.flatMap(({ backendRefs }) => backendRefs);
  const weights = new Map(refs.map(({ name, weight }) => [name, weight]))
    .set(service, 100 - percent)
    .set(canaryOf(service), percent);
  const rules = route.spec.rules.map(({ backendRefs, ...rule }) => ({
    ...rule,
    backendRefs: backendRefs.map((ref) => ({ ...ref, weight: weights.get(ref.name) })),
  }));
  await cluster.mergePatch(KINDS.route, namespace, service, { spec: { rules } });
  return true;
}
