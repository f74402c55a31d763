import { setTimeout as sleep } from 'node:timers/promises';

import { type Connection, openConnection } from './connection.ts';

export interface Arrivals {
  readonly perSecond: number;
  readonly seconds: number;
  /** @param number of the request, from 0 */
  readonly path: (number: number) => string;
}

export interface OpenLoad {
  /** From the moment a request was due, in ms. */
  readonly latencies: readonly number[];
  /** How many were not answered with 200. */
  readonly errors: number;
}

/**
 * Requests that arrive at a constant rate, whatever becomes of those before them, as they do from many users. Each one's
 * latency counts from when it was due, so a server (or this client) that stalls is charged for all who waited meanwhile:
 * nothing is left to coordinated omission. A request that finds no idle connection opens one.
 */
export async function openLoop(base: string, { perSecond, seconds, path }: Arrivals): Promise<OpenLoad> {
  const idle: Connection[] = [];
  const latencies: number[] = [];
  let errors = 0;
  const ask = async (number: number, due: number): Promise<void> => {
    const connection = takeOpen(idle) ?? openConnection(base);
    const { status } = await connection.ask(path(number));
    latencies.push(performance.now() - due);
    if (status !== 200) errors += 1;
    idle.push(connection);
  };

  const start = performance.now();
  const requests: Promise<void>[] = [];
  while (requests.length < perSecond * seconds) {
    const due = start + (requests.length * 1000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await sleep(early);
    requests.push(ask(requests.length, due));
  }
  await Promise.all(requests);
  for (const connection of idle) connection.close();
  return { latencies, errors };
}

function takeOpen(idle: Connection[]): Connection | undefined {
  for (let connection = idle.pop(); connection !== undefined; connection = idle.pop()) {
    if (connection.open) return connection;
  }
  return undefined;
}
