import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort, launch, type Launched, statusOf, until } from '../smoke/launch.ts';
import { openSurroundings } from '../smoke/open-surroundings.ts';
import { startReceiver } from './start-receiver.ts';

/** What was seen of a bundle that ran alone, in a folder with nothing else. */
export interface Observation {
  /** What it printed, a line each. */
  readonly lines: readonly string[];
  readonly metrics: string;
  /** The statuses of `/livez` and `/readyz`. */
  readonly health: Readonly<Record<string, number>>;
  /** `/openapi.json`, or undefined where that is no JSON. */
  readonly openapi: unknown;
  /** The bodies of the bug reports that came after a crash. */
  readonly reports: readonly string[];
}

/** By this id the lines of the request that was made are told from others. */
export const REQUEST_ID = 'scorecard-request';
/** The message of the crash that is provoked. */
export const CRASH = 'Provoked by the scorecard';

/** Throws, on a signal, where nobody catches it. Nothing of the bundle is touched. */
const CRASH_ON_SIGNAL = `data:text/javascript,${encodeURIComponent(
  `process.once('SIGUSR2', () => { Promise.reject(new Error('${CRASH}')); });`,
)}`;

/**
 * Starts a copy of a bundle as production does, asks it, and has it crash.
 *
 * @param root the service's folder, absolute; its bundle is in `dist/`
 * @param withinMs how long its start, and its end, may take
 * @throws an Error with what it printed, where it does not become ready
 */
export async function observeBundle(root: string, withinMs: number): Promise<Observation> {
  const folder = mkdtempSync(join(tmpdir(), 'scorecard-'));
  const receiver = await startReceiver();
  const surroundings = await openSurroundings(root);
  try {
    cpSync(join(root, 'dist'), join(folder, 'dist'), { recursive: true });
    const [port, adminPort] = [await freePort(), await freePort()];
    const settings = { HOST: '127.0.0.1', PORT: `${port}`, ADMIN_PORT: `${adminPort}`, SENTRY_DSN: receiver.dsn };
    const env = { ...surroundings.env, ...settings };
    const service = launch(join(folder, 'dist/main.js'), withinMs, env, ['--import', CRASH_ON_SIGNAL]);
    try {
      const seen = await ask(service, `http://127.0.0.1:${port}`, `http://127.0.0.1:${adminPort}`);
      service.process.kill('SIGUSR2');
      await service.exit();
      return { ...seen, lines: service.output().trimEnd().split('\n'), reports: receiver.bodies };
    } finally {
      service.process.kill('SIGKILL');
    }
  } finally {
    receiver.close();
    await surroundings.close();
    rmSync(folder, { recursive: true });
  }
}

async function ask(
  service: Launched,
  url: string,
  adminUrl: string,
): Promise<Pick<Observation, 'metrics' | 'health' | 'openapi'>> {
  await until(async () => (await statusOf(`${adminUrl}/readyz`)) === 200, service, 'did not become ready');
  // A route that is nowhere: the service logs and counts it, and nothing of its own runs
  await textOf(`${url}/scorecard`, { 'x-request-id': REQUEST_ID });
  return {
    health: { '/livez': await statusOf(`${adminUrl}/livez`), '/readyz': await statusOf(`${adminUrl}/readyz`) },
    openapi: parsed(await textOf(`${url}/openapi.json`)),
    metrics: await textOf(`${adminUrl}/metrics`),
  };
}

const textOf = (url: string, headers: Readonly<Record<string, string>> = {}): Promise<string> =>
  fetch(url, { headers }).then(
    (answer) => answer.text(),
    () => '',
  );

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
