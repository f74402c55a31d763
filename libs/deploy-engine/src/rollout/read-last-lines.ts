import type { Cluster } from '../cluster/cluster.ts';
import type { LogsOf } from '../trouble/finding.ts';

const LINES = 10;

/** The last lines of a container's run that ended; of the one under way, where that one's are not kept. None where neither is. */
export async function readLastLines(
  cluster: Cluster,
  namespace: string,
  { pod, container, previous }: LogsOf,
): Promise<readonly string[]> {
  for (const run of previous ? [true, false] : [false, true]) {
    const lines = await cluster.podLog(namespace, pod, { container, lines: LINES, previous: run }).catch(() => []);
    if (lines.length > 0) return lines;
  }
  return [];
}
