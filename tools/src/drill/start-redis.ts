import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Service } from '../descriptor/service-schema.ts';
import { Failure } from '../program/failure.ts';
import { planRedis } from '../serve/plan-redis.ts';

export interface Redis {
  readonly url: string;
  /** At the same address, and empty. */
  readonly start: () => Promise<void>;
  readonly kill: () => Promise<void>;
  /** Waits until somebody else is connected. */
  readonly hasClients: () => Promise<void>;
}

export interface RedisOptions {
  readonly service: Service;
  /** Where programs are, as in `PATH`. */
  readonly path: string;
  readonly patienceMs: number;
}

/**
 * Starts a real Redis.
 *
 * @throws Failure where `redis-server` is not installed, or does not start
 */
export async function startRedis({ service, path, patienceMs }: RedisOptions): Promise<Redis> {
  const plan = await planRedis([service], { PATH: path });
  if (plan?.command === undefined) {
    throw new Failure('redis-server is missing: install it (Debian: apt-get install redis-server)');
  }
  const [program, ...words] = plan.command;
  const url = String(plan.url);
  const port = Number(new URL(url).port);
  let child: ChildProcess;
  let ended: Promise<unknown>;
  const until = async (count: number, what: string): Promise<void> => {
    const deadline = performance.now() + patienceMs;
    while ((await clientsOf(port)) < count) {
      if (performance.now() > deadline) throw new Failure(`${what} within ${patienceMs / 1000} s`);
      await sleep(10);
    }
  };
  const start = async (): Promise<void> => {
    child = spawn(program, words, { env: { PATH: path }, stdio: 'ignore' });
    ended = once(child, 'close');
    await until(1, 'redis-server did not start');
  };
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  await start().catch(async (error: unknown) => {
    await kill();
    throw error;
  });
  return {
    url,
    start,
    kill,
    hasClients: () => until(2, 'the service did not connect to Redis'), // whoever asks is one
  };
}

/** How many are connected, by its own account; 0 where it does not answer. */
async function clientsOf(port: number): Promise<number> {
  const socket = connect(port, '127.0.0.1');
  socket.write('INFO clients\r\n');
  try {
    const [text] = (await once(socket, 'data')) as readonly Buffer[];
    const counts = [...String(text).matchAll(/connected_clients:(\d+)/g)].map(([, count]) => Number(count));
    return Math.max(0, ...counts);
  } catch {
    return 0;
  } finally {
    socket.destroy();
  }
}
