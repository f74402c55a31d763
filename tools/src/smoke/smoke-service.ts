import { freePort, launch, statusOf, until } from './launch.ts';

/** How long a start, and an exit, may take at most. Milliseconds. */
const WITHIN_MS = 30_000;
const EX_CONFIG = 78;

/**
 * Starts a built service as production does and asks what every service promises: it becomes ready, tells metrics,
 * drains on SIGTERM with exit code 0, and refuses a wrong setting with exit code 78 before it listens.
 *
 * @param entry the bundle, `dist/main.js`
 * @param env variables that it cannot start without
 * @param withinMs how long a start, and an exit, may take
 * @returns one sentence for each promise that held
 * @throws an Error with one sentence on the promise that did not hold, and what the service printed
 */
export async function smokeService(
  entry: string,
  env: Readonly<Record<string, string>> = {},
  withinMs = WITHIN_MS,
): Promise<readonly string[]> {
  return [...(await startsAndDrains(entry, env, withinMs)), await refusesWrongSettings(entry, env, withinMs)];
}

async function startsAndDrains(
  entry: string,
  env: Readonly<Record<string, string>>,
  withinMs: number,
): Promise<readonly string[]> {
  const [port, adminPort] = await Promise.all([freePort(), freePort()]);
  const admin = `http://127.0.0.1:${String(adminPort)}`;
  const listening = { PORT: String(port), ADMIN_PORT: String(adminPort), HOST: '127.0.0.1' };
  const service = launch(entry, withinMs, { ...env, ...listening });
  try {
    const started = performance.now();
    await until(async () => (await statusOf(`${admin}/readyz`)) === 200, service, 'did not become ready');
    const readyMs = Math.round(performance.now() - started);
    if ((await statusOf(`${admin}/metrics`)) !== 200) throw service.failure('does not answer /metrics');
    service.process.kill('SIGTERM');
    const code = await service.exit();
    if (code !== 0) throw service.failure(`exited with ${String(code)} on SIGTERM, not with 0`);
    return [`ready after ${String(readyMs)} ms`, 'answers /metrics', 'drains on SIGTERM and exits 0'];
  } finally {
    service.process.kill('SIGKILL');
  }
}

async function refusesWrongSettings(
  entry: string,
  env: Readonly<Record<string, string>>,
  withinMs: number,
): Promise<string> {
  const service = launch(entry, withinMs, { ...env, PORT: 'not-a-port' });
  const code = await service.exit();
  service.process.kill('SIGKILL');
  if (code !== EX_CONFIG || !service.output().includes('PORT')) {
    throw service.failure(`exited with ${String(code)} on PORT=not-a-port, not with 78 and a line that names PORT`);
  }
  return 'refuses a wrong setting with exit code 78';
}
