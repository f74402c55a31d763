import { startChild } from './child.ts';
import type { OriginCounts, OriginOptions, OriginReady } from './origin.ts';

/** A web server with pages, in a process of its own. */
export interface OriginProcess extends OriginReady, Disposable {
  readonly counts: () => Promise<OriginCounts>;
}

export async function startOrigin(options: OriginOptions): Promise<OriginProcess> {
  const [child, ready] = await startChild<OriginReady>('origin.ts', options);
  return {
    ...ready,
    counts: () => child.ask<OriginCounts>('counts'),
    [Symbol.dispose]: () => {
      child[Symbol.dispose]();
    },
  };
}
