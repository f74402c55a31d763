import { ErrorReply } from '@redis/client';

import { SYSTEM_CLOCK, within } from '../clock.ts';
import type { Connection } from './keep-connected.ts';
import type { Outages } from './outages.ts';
import type { RedisClient } from './redis-client.ts';
import type { Operation, Outcome, RedisMetrics } from './redis-metrics.ts';

/** Asks Redis; undefined where it does not reply in time, refuses, or is not there. Never rejects. */
export type Ask = <T>(operation: Operation, command: (client: RedisClient) => Promise<T>) => Promise<T | undefined>;

export interface AskOptions {
  readonly connection: Connection;
  /** How long one command may take, in ms. */
  readonly deadlineMs: number;
  readonly metrics: RedisMetrics;
  readonly outages: Outages;
}

/** After a silence of so many deadlines, Redis is left alone until it answers a PING. One may be a busy machine's. */
const MAX_SILENCE = 3;

/** Does what a failed command asks for. */
type Fail = (failed: { readonly operation: Operation; readonly client: RedisClient; readonly error: unknown }) => void;

class LateReply extends Error {
  override readonly name = 'LateReply';
}

export function createAsk({ connection, deadlineMs, metrics, outages }: AskOptions): Ask {
  /** Since when Redis has not replied in time; undefined where it has. */
  let silentSince: number | undefined;

  /** Redis replied, whatever it was. */
  const replied = (): void => {
    silentSince = undefined;
    connection.proven();
  };

  const failed: Readonly<Record<Exclude<Outcome, 'ok'>, Fail>> = {
    // whoever holds the connection tells that it is lost
    offline: () => undefined,
    refused: ({ operation, error }) => {
      replied();
      outages.failed(operation, error);
    },
    timeout: ({ client, error }) => {
      const now = performance.now();
      silentSince ??= now - deadlineMs;
      if (now - silentSince < MAX_SILENCE * deadlineMs) return;
      silentSince = undefined;
      connection.drop(client, error);
    },
  };

  return async (operation, command) => {
    const client = connection.client();
    if (client === undefined) {
      metrics.ended(operation, 'offline');
      return undefined;
    }
    try {
      const reply = await within(SYSTEM_CLOCK, deadlineMs, command(client), () => late(deadlineMs));
      replied();
      outages.works(operation);
      metrics.ended(operation, 'ok');
      return reply;
    } catch (error) {
      const outcome = outcomeOf(error);
      metrics.ended(operation, outcome);
      failed[outcome]({ operation, client, error });
      return undefined;
    }
  };
}

const late = (ms: number): LateReply => new LateReply(`Redis did not reply within ${ms} ms.`);

function outcomeOf(error: unknown): Exclude<Outcome, 'ok'> {
  if (error instanceof LateReply) return 'timeout';
  return error instanceof ErrorReply ? 'refused' : 'offline';
}
