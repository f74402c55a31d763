import { readFile } from 'node:fs/promises';

import type { Plugin } from 'esbuild';

/**
 * Lets jsdom be bundled. When loaded, it looks up a script beside itself, which it starts for the synchronous requests of a
 * page's scripts. Services run no scripts of pages, so it is left out.
 */
export const jsdomWithoutSyncRequests: Plugin = {
  name: 'jsdom-without-sync-requests',
  setup: (build) => {
    build.onLoad({ filter: /\/jsdom\/.*\/XMLHttpRequest-impl\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      return { contents: source.replace('require.resolve("./xhr-sync-worker.js")', 'null') };
    });
  },
};
