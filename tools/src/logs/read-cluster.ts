import { setTimeout as sleep } from 'node:timers/promises';

import type { Batches, Entry } from './entry.ts';
import { listPods, type Pod } from './list-pods.ts';
import { type PodReading, type Position, readPod } from './read-pod.ts';

export interface ClusterReading extends PodReading {
  /** Whose pods, by their labels: `app.kubernetes.io/name=shop`. */
  readonly selector: string;
  /** How often it is asked, while following, which pods there are, ms. */
  readonly everyMs: number;
  readonly signal: AbortSignal;
}

/** How far a pod was read, and whether it still is. */
interface Progress extends Position {
  readonly restarts: number;
  isUnderWay: boolean;
}

/**
 * The logs of the pods that there are and, while following, of those that come. A container that is started again, and one whose log
 * broke off, is read on from where it was.
 *
 * @throws Failure where the cluster does not say which pods there are; later on that is told, and tried again
 */
export async function* readCluster(reading: ClusterReading): AsyncGenerator<Batches<Entry>> {
  const { kubectl, namespace, selector, follow, everyMs, signal, complain } = reading;
  const progress = new Map<string, Progress>();
  let pods = await listPods(kubectl, namespace, selector);
  if (pods.length === 0) complain(`No pod with ${selector} has a log in ${namespace}.`);
  for (;;) {
    for (const pod of pods) {
      const before = progress.get(pod.name);
      if (!isToBeRead(pod, before)) continue;
      const now = { stamp: before?.stamp ?? '', restarts: pod.restarts, isUnderWay: true };
      progress.set(pod.name, now);
      yield readOnce(pod, now, reading);
    }
    if (!follow) return;
    await sleep(everyMs, undefined, { signal });
    pods = await listPods(kubectl, namespace, selector).catch((error: unknown) => {
      complain((error as Error).message);
      return [];
    });
  }
}

function isToBeRead({ isRunning, restarts }: Pod, before: Progress | undefined): boolean {
  if (before === undefined) return true;
  return !before.isUnderWay && (isRunning || restarts !== before.restarts);
}

async function* readOnce(pod: Pod, progress: Progress, reading: PodReading): AsyncGenerator<readonly Entry[]> {
  yield* readPod(pod, progress, reading);
  progress.isUnderWay = false;
}
