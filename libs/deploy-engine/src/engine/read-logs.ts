import { KINDS } from '../cluster/kinds.ts';
import type { Pod } from '../cluster/objects.ts';
import type { Environment } from './environment.ts';
import type { PodLog } from './status.ts';

/** More would fill a screen, and tell less. */
const MOST_PODS = 10;

/** Of each pod, unless more or fewer are asked for. */
const LINES = 20;

/** The last lines of each pod of a service, canaries too. Of a pod that has none yet, none. */
export async function readLogs(
  { cluster, namespace }: Environment,
  service: string,
  lines = LINES,
): Promise<readonly PodLog[]> {
  const labels = { 'app.kubernetes.io/name': service };
  const { items } = await cluster.list<Pod>(KINDS.pod, namespace, { labels });
  return Promise.all(
    items.slice(0, MOST_PODS).map(async ({ metadata: { name: pod } }) => {
      const read = await cluster.podLog(namespace, pod, { container: service, lines }).catch(() => []);
      return { pod, lines: read };
    }),
  );
}
