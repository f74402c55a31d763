import type { IPod } from 'kubernetes-models/v1/Pod';

import type { Batches } from './entry.ts';

/** Calls kubectl, and gives the lines that it prints. */
export type Kubectl = (words: readonly string[]) => Batches<string>;

export interface Pod {
  readonly name: string;
  readonly service: string;
  /** How often its container was started again. */
  readonly restarts: number;
  readonly isRunning: boolean;
}

/**
 * The pods whose container has begun to log.
 *
 * @param selector by labels: `app.kubernetes.io/name=shop`
 * @throws Failure
 */
export async function listPods(kubectl: Kubectl, namespace: string, selector: string): Promise<readonly Pod[]> {
  const words = ['get', 'pods', '--namespace', namespace, '--selector', selector, '--output=json'];
  const lines = (await Array.fromAsync(kubectl(words))).flat();
  const { items } = JSON.parse(lines.join('\n')) as { readonly items: readonly IPod[] };
  return items.flatMap(podOf);
}

function podOf({ metadata, status }: IPod): readonly Pod[] {
  const service = String(metadata?.labels?.['app.kubernetes.io/name']);
  const container = status?.containerStatuses?.find(({ name }) => name === service);
  if (container === undefined) return [];
  const { state, lastState, restartCount } = container;
  const hasBegun = [state, lastState].some((one) => (one?.running ?? one?.terminated) !== undefined);
  if (!hasBegun) return [];
  return [{ name: String(metadata?.name), service, restarts: restartCount, isRunning: state?.running !== undefined }];
}
