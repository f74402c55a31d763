import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';

import { createClient } from '@redis/client';

import { freePort, until } from '@exemplar/testing';

export interface StartedRedis extends AsyncDisposable {
  readonly url: string;
  /** Runs commands, their words between blanks, as an operator would; the last one's reply. */
  run(...commands: string[]): Promise<unknown>;
  /** Stops the process where it stands: connections stay open, and nothing answers. */
  freeze(): void;
  thaw(): void;
  /** Ends the process; what it kept is lost. */
  stop(): Promise<void>;
  /** Starts it again on the same port, empty. */
  restart(): Promise<void>;
}

/** Starts a redis-server that keeps nothing on disk, on a free port. */
export async function startRedis(): Promise<StartedRedis> {
  const port = await freePort();
  const url = `redis://127.0.0.1:${port}`;
  let child = await startServer(port);

  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  };
  return {
    url,
    run: async (...commands) => {
      const client = createClient({ url, RESP: 2 }).on('error', () => undefined);
      try {
        await client.connect();
        let reply: unknown;
        for (const command of commands) reply = await client.sendCommand(command.split(' '));
        return reply;
      } finally {
        client.destroy();
      }
    },
    freeze: () => {
      child.kill('SIGSTOP');
    },
    thaw: () => {
      child.kill('SIGCONT');
    },
    stop,
    restart: async () => {
      await stop();
      child = await startServer(port);
    },
    [Symbol.asyncDispose]: stop,
  };
}

async function startServer(port: number): Promise<ChildProcess> {
  const options = { port, bind: '127.0.0.1', save: '', appendonly: 'no', dir: tmpdir() };
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const child = spawn('redis-server', words, { stdio: ['ignore', 'pipe', 'inherit'] });
  let log = '';
  let failure: Error | undefined;
  child.on('error', (error) => {
    failure = new Error('redis-server is missing: apt-get install redis-server', { cause: error });
  });
  child.stdout.setEncoding('utf8').on('data', (text: string) => (log += text));
  await until(() => {
    if (failure !== undefined) throw failure;
    return log.includes('Ready to accept connections');
  }, 'redis-server being ready');
  return child;
}
