import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { freePort, until } from '@exemplar/testing';

import { openLogPipe } from './open-log-pipe.ts';

export interface Scraper extends AsyncDisposable {
  readonly url: string;
  readonly pid: number;
  /** From its start until it said that it is ready. */
  readonly readyMs: number;
}

const BUNDLE = fileURLToPath(new URL('../../dist/main.js', import.meta.url));

/**
 * Starts the built service as production does, all of its chassis on; its logs go through a pipe that is read.
 *
 * @param settings beside those that let it read pages of this machine
 */
export async function startScraper(settings: Readonly<Record<string, string>> = {}): Promise<Scraper> {
  const [port, adminPort] = await Promise.all([freePort(), freePort()]);
  const logs = openLogPipe();
  const started = performance.now();
  const child = spawn(process.execPath, [BUNDLE], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      HOST: '127.0.0.1',
      OUTBOUND_ALLOW_CIDRS: '127.0.0.0/8',
      OUTBOUND_ALLOW_PORTS: '*',
      ...settings,
    },
    stdio: ['ignore', logs.fd, 'inherit'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${BUNDLE} does not start; npx nx build metadata-scraper makes it.`);
  const exit = once(child, 'exit');
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exit;
    logs[Symbol.dispose]();
  };
  const ready = async (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${adminPort}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  try {
    await until(ready, 'the service being ready', 30_000);
  } catch (error) {
    await stop();
    throw error;
  }
  const readyMs = performance.now() - started;
  return { url: `http://127.0.0.1:${port}`, pid, readyMs, [Symbol.asyncDispose]: stop };
}

/** The path of a request for a page's metadata. */
export const metadataPath = (page: string, options = ''): string =>
  `/v1/metadata?url=${encodeURIComponent(page)}${options}`;
