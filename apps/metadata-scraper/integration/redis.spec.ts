import { setTimeout as sleep } from 'node:timers/promises';

import { createMetrics } from '@exemplar/monitoring';
import { until } from '@exemplar/testing';

import { createPageCache, type Load, type Loaded, type PageCache } from '../src/cache/page-cache.ts';
import { parseRedisUrl } from '../src/cache/redis/parse-redis-url.ts';
import { createRedisStore, type RedisStore } from '../src/cache/redis/redis-store.ts';
import { type StartedRedis, startRedis } from './start-redis.ts';

/** The longest that anyone may wait for an answer, in ms: for a claim that cannot be given back any more, and a load. */
const PATIENCE_MS = 4000;

interface Replica {
  readonly cache: PageCache;
  readonly store: RedisStore;
}

/** A load that counts its runs, for each key one. */
function counted(lifetimeMs = 60_000) {
  const times = new Map<string, number>();
  const load =
    (key: string): Load =>
    async (): Promise<Loaded> => {
      const run = (times.get(key) ?? 0) + 1;
      times.set(key, run);
      await sleep(20);
      const answer = { body: Buffer.from(`${key} ${run} ${'x'.repeat(2000)}`), etag: `"${key}-${run}"` };
      return { kind: 'answer', answer, validators: { etag: null, lastModified: null }, lifetimeMs };
    };
  const total = (): number => [...times.values()].reduce((sum, time) => sum + time, 0);
  return { load, total };
}

describe('caches that share a Redis', () => {
  let redis: StartedRedis;
  let replicas: Replica[];
  let logged: string[];

  beforeEach(async () => {
    redis = await startRedis();
    replicas = [];
    logged = [];
  });

  afterEach(async () => {
    await Promise.all(replicas.map(({ cache }) => cache.close()));
    await redis.stop();
  });

  const log = (message: string, fields: object = {}): void => {
    logged.push(`${message} ${JSON.stringify(fields)}`);
  };

  const replica = (url = redis.url): Replica => {
    const metrics = createMetrics({ service: 'cache', version: '1' });
    const logger = { info: log, warn: log, error: log };
    const store = createRedisStore({ address: parseRedisUrl(url), release: 'r1', metrics, logger });
    const sizes = { maxEntries: 1000, maxBytes: 10_000_000, loadTimeoutMs: 5000 };
    const cache = createPageCache({ ...sizes, shared: store, metrics, logger });
    const made = { cache, store };
    replicas.push(made);
    return made;
  };

  const connected = async (): Promise<Replica> => {
    const made = replica();
    await until(() => made.store.isConnected(), 'the connection');
    return made;
  };

  const ask = async ({ cache }: Replica, key: string, load: Load): Promise<string> => {
    const start = performance.now();
    const { state } = await cache.get(key, load, { fresh: false });
    expect(performance.now() - start).toBeLessThan(PATIENCE_MS);
    return state;
  };

  /** Two replicas share again: what one loads, the other has. */
  const expectSharing = async (one: Replica, two: Replica): Promise<void> => {
    const { load } = counted();
    let tries = 0;
    await until(async () => {
      const key = `again ${tries++}`;
      await ask(one, key, load(key));
      return (await ask(two, key, load(key))) === 'HIT';
    }, 'the replicas sharing again');
  };

  it('load once among all, at once and after', async () => {
    const [one, two] = [await connected(), await connected()];
    const { load, total } = counted();
    const crowd = Array.from({ length: 500 }, (_, index) => ask(index % 2 === 0 ? one : two, 'a', load('a')));
    const states = await Promise.all(crowd);
    expect(total()).toBe(1);
    expect(new Set(states)).toEqual(new Set(['MISS', 'HIT']));
    expect(await ask(await connected(), 'a', load('a'))).toBe('HIT');
    expect(total()).toBe(1);
  });

  it('refresh once among all', async () => {
    const [one, two] = [await connected(), await connected()];
    const { load, total } = counted(200);
    await ask(one, 'a', load('a'));
    await ask(two, 'a', load('a'));
    await sleep(200);
    expect([await ask(one, 'a', load('a')), await ask(two, 'a', load('a'))]).toEqual(['STALE', 'STALE']);
    await until(() => [one, two].every(({ cache }) => cache.peek('a')?.answer.etag === '"a-2"'), 'the new answer');
    expect(total()).toBe(2);
  });

  it('take garbage for nothing', async () => {
    const [one, two] = [await connected(), await connected()];
    const { load } = counted();
    await ask(one, 'a', load('a'));
    let keys: unknown;
    await until(async () => {
      keys = await redis.run('KEYS *:entry:*');
      return Array.isArray(keys) && keys.length === 1;
    }, 'the entry');
    await redis.run(`SETRANGE ${String(keys)} 20 garbage`);
    expect(await ask(two, 'a', load('a'))).toBe('MISS');
  });

  /** What is done to Redis while answers are asked for, and how it is made good. */
  const TROUBLES: Readonly<Record<string, { harm(): unknown; heal(): unknown }>> = {
    'is stopped': { harm: () => redis.stop(), heal: () => redis.restart() },
    'is restarted': { harm: () => redis.restart(), heal: () => undefined },
    'is frozen': {
      harm: () => {
        redis.freeze();
      },
      heal: () => {
        redis.thaw();
      },
    },
    'pauses its clients': {
      harm: () => redis.run('CLIENT PAUSE 1500 ALL'),
      heal: () => sleep(1500),
    },
    'is full': {
      harm: () => redis.run('CONFIG SET maxmemory 1'),
      heal: () => redis.run('CONFIG SET maxmemory 0'),
    },
    'becomes a replica': {
      harm: () => redis.run('REPLICAOF 127.0.0.1 1'),
      heal: () => redis.run('REPLICAOF NO ONE'),
    },
    'wants a password': {
      // whoever is logged in stays so
      harm: () => redis.run('CONFIG SET requirepass hunter2', 'CLIENT KILL TYPE normal'),
      heal: () => redis.restart(),
    },
  };

  it.each(Object.entries(TROUBLES))('answer when Redis %s in the middle, and share again after', async (_, trouble) => {
    const [one, two] = [await connected(), await connected()];
    const { load } = counted();
    await ask(one, 'known', load('known'));
    const answers: Promise<string>[] = [];
    let harmed: unknown;
    for (let round = 0; round < 60; round++) {
      if (round === 20) harmed = trouble.harm();
      const key = `page ${round}`;
      answers.push(ask(one, key, load(key)), ask(two, key, load(key)), ask(one, 'known', load('known')));
      await sleep(10);
    }
    const states = await Promise.all(answers);
    expect(states.filter((_state, index) => index % 3 === 2)).toEqual(Array(60).fill('HIT'));
    await harmed;
    await trouble.heal();
    await expectSharing(one, two);
    expect(logged.length).toBeLessThan(20);
  });

  it('start without Redis, and share once it is there', async () => {
    await redis.stop();
    const [one, two] = [replica(), replica()];
    const { load } = counted();
    expect(await ask(one, 'a', load('a'))).toBe('MISS');
    await redis.restart();
    await expectSharing(one, two);
  });

  it('never tell the password', async () => {
    await redis.run('CONFIG SET requirepass secret');
    const { cache } = replica(redis.url.replace('//', '//:hunter2@'));
    await until(() => logged.length > 0, 'the failure');
    expect(logged.join()).toContain('WRONGPASS');
    expect(logged.join()).not.toContain('hunter2');
    await cache.close();
  });

  it('do not take their own being busy for a slow Redis', async () => {
    const { store } = await connected();
    const reads = Array.from({ length: 5 }, () => store.claim('a', 1000));
    await sleep(0);
    const end = performance.now() + 300;
    while (performance.now() < end);
    const states = (await Promise.all(reads)).map(({ state }) => state);
    expect(states).toEqual(['held', 'taken', 'taken', 'taken', 'taken']);
    expect(await store.isConnected()).toBe(true);
  });
});
