import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Claim } from '../shared-store.ts';
import type { Ask } from './ask.ts';
import { expiringIn } from './redis-client.ts';

/** How often to look whether a claim was given back, in ms: soon at first. */
const LOOK_MS = { first: 20, most: 200, growth: 1.5 };

/** Gives a claim back, unless it ran out and is another's by now. */
const RELEASE = "if redis.call('get', KEYS[1]) == ARGV[1] then return redis.call('del', KEYS[1]) end return 0";

/**
 * Claims a key of Redis, as https://redis.io/docs/latest/develop/clients/patterns/distributed-locks/ has it for one
 * instance.
 *
 * @param forMs after which Redis gives it back by itself
 */
export async function claimKey(ask: Ask, key: string, forMs: number): Promise<Claim> {
  const token = randomUUID();
  const release = async (): Promise<void> => {
    await ask('release', (client) => client.eval(RELEASE, { keys: [key], arguments: [token] }));
  };
  const reply = await ask('claim', (client) => client.set(key, token, { condition: 'NX', ...expiringIn(forMs) }));
  if (reply === null) return { state: 'taken', released: (ms) => released(ask, key, ms) };
  if (reply !== undefined) return { state: 'held', release };
  // Redis may have done it, only too late
  void release();
  return { state: 'unknown' };
}

/** Waits until nobody claims the key, Redis cannot tell, or `ms` are over. */
async function released(ask: Ask, key: string, ms: number): Promise<void> {
  const end = performance.now() + ms;
  for (let wait = LOOK_MS.first; performance.now() < end; wait = Math.min(wait * LOOK_MS.growth, LOOK_MS.most)) {
    await sleep(wait);
    const claims = await ask('wait', (client) => client.exists(key));
    if (claims !== 1) return;
  }
}
