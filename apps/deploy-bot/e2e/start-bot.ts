import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { freePort, until } from '@exemplar/testing';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface StartedBot {
  readonly url: string;
  readonly process: ChildProcess;
  /** Ends it as a node that fails would: it can do nothing more. */
  readonly kill: () => Promise<unknown>;
  /** Ends it as Kubernetes does: SIGTERM; the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts the built bot as production does, on free ports, and waits until it is ready. */
export async function startBot(settings: Readonly<Record<string, string>>): Promise<StartedBot> {
  const [port, adminPort] = await Promise.all([freePort(), freePort()]);
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH, PORT: String(port), ADMIN_PORT: String(adminPort), HOST: '127.0.0.1', ...settings },
    stdio: ['ignore', process.env.E2E_BOT_LOG === undefined ? 'ignore' : 'inherit', 'inherit'],
  });
  const exit = once(child, 'exit').then(([code]) => code as number | null);
  const ready = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${adminPort}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  await until(ready, 'the bot being ready', 20_000);
  const end = (signal: NodeJS.Signals) => (): Promise<number | null> => {
    child.kill(signal);
    return exit;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    process: child,
    kill: end('SIGKILL'),
    stop: end('SIGTERM'),
  };
}
