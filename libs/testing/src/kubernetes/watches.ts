import type { ServerResponse } from 'node:http';

import type { Watch } from './api/watch-objects.ts';
import type { Store } from './store.ts';

/** What goes wrong with watches. */
export interface WatchKnobs {
  /** Forgets what happened: watches of before end with 410, and so do lists that are read page by page. */
  expire(): void;
  /** Ends all watches, as a server does now and then. */
  endWatches(): void;
  /** Sends a bookmark to those watches that want them. */
  bookmark(): void;
}

interface Watches {
  readonly open: ReadonlySet<Watch>;
  readonly add: (watch: Watch, response: ServerResponse) => void;
  readonly knobs: WatchKnobs;
}

export function createWatches(store: Store): Watches {
  const open = new Set<Watch>();
  return {
    open,
    add: (watch, response) => {
      open.add(watch);
      response.on('close', () => open.delete(watch));
    },
    knobs: {
      expire: () => {
        store.compact();
        for (const watch of open) watch.expire();
      },
      endWatches: () => {
        for (const watch of open) watch.end();
      },
      bookmark: () => {
        for (const watch of open) watch.bookmark();
      },
    },
  };
}
