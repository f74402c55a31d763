import type { KubernetesObject } from '../kubernetes-object.ts';
import type { Cluster } from './cluster.ts';
import { isGone } from './cluster-error.ts';
import { apiPath, type Kind } from './kinds.ts';

interface ResourceList {
  readonly resources: readonly { readonly name: string; readonly kind: string; readonly namespaced: boolean }[];
}

type Read = <T>(call: { readonly method: 'GET'; readonly path: string }) => Promise<T>;

/** What a cluster knows changes when an operator is installed. */
const KEPT_MS = 60_000;

/** Asks a cluster what it knows, and remembers that for a minute. */
export function createKnownKinds(): (read: Read) => Pick<Cluster, 'kindOf' | 'minorVersion'> {
  const kept = new Map<string, { readonly at: number; readonly answer: Promise<ResourceList> }>();
  const resourcesOf = (apiVersion: string, read: Read): Promise<ResourceList> => {
    const known = kept.get(apiVersion);
    if (known !== undefined && performance.now() - known.at < KEPT_MS) return known.answer;
    const answer = read<ResourceList>({ method: 'GET', path: apiPath(apiVersion) }).catch((error: unknown) => {
      if (isGone(error)) return { resources: [] };
      kept.delete(apiVersion);
      throw error;
    });
    kept.set(apiVersion, { at: performance.now(), answer });
    return answer;
  };
  return (read) => ({
    kindOf: async ({ apiVersion, kind }: KubernetesObject): Promise<Kind | null> => {
      const { resources } = await resourcesOf(apiVersion, read);
      // `deployments/status` is of the same kind, and a part of the first.
      const found = resources.find((resource) => resource.kind === kind && !resource.name.includes('/'));
      return found === undefined ? null : { apiVersion, kind, plural: found.name, namespaced: found.namespaced };
    },
    minorVersion: async () => {
      const { minor } = await read<{ readonly minor: string }>({ method: 'GET', path: '/version' });
      return Number.parseInt(minor); // Some providers write "29+".
    },
  });
}
