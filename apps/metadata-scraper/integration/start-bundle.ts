import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { freePort, until } from '@exemplar/testing';

export interface StartedBundle {
  readonly url: string;
  readonly adminUrl: string;
  readonly process: ChildProcess;
  /** Sends SIGTERM; the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts the built service as production does, on free ports, and waits until it is ready. */
export async function startBundle(settings: Readonly<Record<string, string>>): Promise<StartedBundle> {
  const [port, adminPort] = await Promise.all([freePort(), freePort()]);
  const child = spawn(process.execPath, [fileURLToPath(new URL('../dist/main.js', import.meta.url))], {
    env: {
      PATH: process.env.PATH,
      PORT: String(port),
      ADMIN_PORT: String(adminPort),
      HOST: '127.0.0.1',
      LOG_LEVEL: 'error',
      ...settings,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const adminUrl = `http://127.0.0.1:${adminPort}`;
  const ready = async (): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`The service ended with exit code ${child.exitCode}; see above.`);
    return fetch(`${adminUrl}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  };
  await until(ready, 'the service being ready', 20_000);
  return {
    url: `http://127.0.0.1:${port}`,
    adminUrl,
    process: child,
    stop: () => {
      child.kill('SIGTERM');
      return exit;
    },
  };
}
