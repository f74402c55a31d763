import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { build } from 'esbuild';

import { startSentryReceiver } from '@exemplar/testing';

const INDEX = fileURLToPath(new URL('../src/index.ts', import.meta.url));
const BANNER =
  "import { createRequire as bannerRequire } from 'node:module'; const require = bannerRequire(import.meta.url);";
const ENTRY = "process.setSourceMapsEnabled(true);\nawait import('./service.js');\n";
const SERVICE = `import { createBugTracker } from ${JSON.stringify(INDEX)};
interface Unused { readonly a: string }
const logger: any = { debug: () => undefined };
const dsn: string = process.env.SENTRY_DSN ?? '';
const bugs = await createBugTracker({ dsn, environment: 'test', service: 'shop', version: '1', logger });
function fail(): Unused {
  throw new Error('a bug');
}
try { fail(); } catch (error) { bugs.report(error); }
await bugs.close();
`;

describe('a bundle whose entry turns source maps on before it loads the rest', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'source-maps-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('reports stacks that name the TypeScript lines', async () => {
    const source = join(folder, 'service.ts');
    const dist = join(folder, 'dist');
    writeFileSync(source, SERVICE);
    await build({
      entryPoints: { service: source },
      outdir: dist,
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      sourcemap: true,
      sourcesContent: false,
      banner: { js: BANNER },
      logLevel: 'silent',
    });
    writeFileSync(join(dist, 'package.json'), '{ "type": "module" }');
    writeFileSync(join(dist, 'main.js'), ENTRY);

    await using receiver = await startSentryReceiver();
    const env = { ...process.env, SENTRY_DSN: receiver.dsn };
    const child = spawn(process.execPath, [join(dist, 'main.js')], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    const [code] = (await once(child, 'close')) as [number];

    expect(code).toBe(0);
    expect(receiver.events).toMatchObject([
      {
        exception: {
          values: [
            {
              stacktrace: {
                frames: expect.arrayContaining([
                  expect.objectContaining({ filename: source, lineno: 7, function: 'fail', in_app: true }),
                ]) as unknown,
              },
            },
          ],
        },
      },
    ]);
  });
});
