import { existsSync } from 'node:fs';
import { cp, glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { build } from 'esbuild';

import { gitVersion } from './git-version.ts';
import { jsdomWithoutSyncRequests } from './jsdom-without-sync-requests.ts';
import { ownerOf } from './owner-of.ts';
import { type SourceMap, thinSourceMap } from './thin-source-map.ts';
import { workerEntries } from './worker-entries.ts';

/** CommonJS packages call `require`, which an ES module has to be given; the alias keeps clear of their own. */
const BANNER =
  "import { createRequire as bannerRequire } from 'node:module'; const require = bannerRequire(import.meta.url);";

/** Stack traces name the TypeScript lines only of modules loaded after this call, so the service comes in a second file. */
const ENTRY = "process.setSourceMapsEnabled(true);\nawait import('./service.js');\n";

/**
 * Bundles a service: `dist/main.js` and the chunks it loads, with source maps.
 *
 * `dist/` needs no `node_modules`. Each `<name>.worker.ts` becomes `dist/<name>.worker.js`, and `src/assets/` comes along as
 * `dist/assets/`.
 *
 * @param root the service's folder, absolute
 * @throws esbuild's BuildFailure, already printed
 */
export async function buildService(root: string): Promise<void> {
  const dist = join(root, 'dist');
  const info = gitVersion(root);
  await rm(dist, { recursive: true, force: true });
  await mkdir(dist);
  await build({
    entryPoints: [{ in: join(root, 'src/main.ts'), out: 'service' }, ...workerEntries(root)],
    outdir: dist,
    bundle: true,
    splitting: true,
    chunkNames: 'chunk-[hash]',
    platform: 'node',
    target: 'node24',
    format: 'esm',
    minifySyntax: true,
    minifyWhitespace: true, // Node keeps the text of what it loads: comments cost the scraper 10 MB; names stay for stacks
    sourcemap: true,
    sourcesContent: false,
    plugins: [jsdomWithoutSyncRequests],
    external: ['@napi-rs/nice'], // native, and only for Piscina's `niceIncrement`
    banner: { js: BANNER },
    define: {
      __dirname: 'import.meta.dirname', // where CommonJS packages look for files of theirs, such as Piscina's worker.js
      ...definitions({ VERSION: info?.version, COMMIT: info?.commit, TIME: info?.time, OWNER: ownerOf(root) }),
    },
    logLevel: 'warning',
  });
  for await (const file of glob(join(dist, '*.map'))) await thinFile(file);
  await writeFile(join(dist, 'main.js'), ENTRY);
  await writeFile(join(dist, 'package.json'), '{ "type": "module" }\n');
  const assets = join(root, 'src/assets');
  if (existsSync(assets)) await cp(assets, join(dist, 'assets'), { recursive: true, filter: isNoSpec });
}

async function thinFile(file: string): Promise<void> {
  const map = JSON.parse(await readFile(file, 'utf8')) as SourceMap; // esbuild has just written it
  await writeFile(file, JSON.stringify(thinSourceMap(map)));
}

/** What the bundle says of itself. */
function definitions(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const known = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(known.map(([name, value]) => [`process.env.BUILD_${name}`, JSON.stringify(value)]));
}

const isNoSpec = (file: string): boolean => !file.endsWith('.spec.ts');
