import type { ServiceContext } from '@exemplar/http-kit';

import { createWorkers, type WorkerFailure, type Workers } from './create-workers.ts';

type Surroundings = Pick<ServiceContext, 'metrics' | 'logger'>;

/** Threads take turns with the event loop, so there is one; a page that would have to wait for long does without. */
const LIMITS = { maxThreads: 1, maxQueue: 20, timeoutMs: 2000, maxHeapMb: 256 };

/** Says nothing wrong of a worker, and comes too often for the log: metrics tell how often. */
const USUAL: readonly string[] = ['too-large', 'busy', 'timeout'];

/** Counts what workers did not do, and logs what they should have done. */
export function reportFailures({ metrics, logger }: Surroundings): (failure: WorkerFailure) => void {
  const failures = metrics.counter({
    name: 'worker_failures_total',
    help: 'Pieces of work that a worker thread did not do, by why.',
    labelNames: ['worker', 'reason'],
  });
  return ({ worker, reason, error }) => {
    failures.inc({ worker: worker ?? 'none', reason });
    if (!USUAL.includes(reason)) logger.warn('a worker failed', { worker, reason, error });
  };
}

/** Makes the workers. */
export const openWorkers = (surroundings: Surroundings): Workers =>
  createWorkers({ ...LIMITS, onFailure: reportFailures(surroundings) });
