import { createMetrics } from '@exemplar/monitoring';
import { freePort, until } from '@exemplar/testing';

import { type ScriptedRedis, startScriptedRedis } from '../../../fixtures/scripted-redis.ts';
import type { Entry } from '../entry.ts';
import type { Failure } from '../failure.ts';
import { parseRedisUrl } from './parse-redis-url.ts';
import { createRedisStore, type RedisStore, type RedisStoreOptions } from './redis-store.ts';

const KEY = 'https://a.example/ false';
const HOUR = 3_600_000;
const NOW = 1_000_000;

const ADDRESS = parseRedisUrl('redis://127.0.0.1');

const ENTRY: Entry = {
  answer: { body: Buffer.from('{"title":"A page"}'), etag: '"e"' },
  validators: { etag: '"v"', lastModified: null },
  loadedAt: NOW - 1000,
  freshUntil: NOW + 1000,
};
const FAILURE: Failure = {
  code: 'upstream-status',
  message: 'a.example answered 404.',
  status: 404,
  retryAfterSeconds: undefined,
  until: NOW + HOUR,
};
/** Deadlines in ms: one that a loaded machine keeps to, and one for a Redis that does not answer. */
const PATIENT = 5000;
const SHORT = { deadlineMs: 50 };

const NOTHING = { entry: undefined, failure: undefined };

const bytes = (text: string): { bytes: string } => ({ bytes: text });
const oneOf =
  (...names: string[]) =>
  ([name]: readonly string[]): boolean =>
    names.includes(name ?? '');

describe('the store in Redis', () => {
  let redis: ScriptedRedis;
  let metrics: ReturnType<typeof createMetrics>;
  let logged: { level: string; message: string; what?: unknown; reason?: unknown }[];
  let stores: RedisStore[];

  beforeEach(async () => {
    redis = await startScriptedRedis();
    metrics = createMetrics({ service: 'cache', version: '1' });
    logged = [];
    stores = [];
  });

  afterEach(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await redis.close();
  });

  const storeOf = (
    options: Partial<RedisStoreOptions> = {},
    address: Partial<RedisStoreOptions['address']> = {},
  ): RedisStore => {
    const log = (level: string) => (message: string, fields?: object) =>
      void logged.push({ level, message, ...fields });
    const store = createRedisStore({
      address: { ...ADDRESS, port: redis.port, ...address },
      release: 'r1',
      metrics,
      logger: { info: log('info'), warn: log('warn') },
      deadlineMs: PATIENT,
      clock: { now: () => NOW },
      ...options,
    });
    stores.push(store);
    return store;
  };

  const connected = async (...given: Parameters<typeof storeOf>): Promise<RedisStore> => {
    const store = storeOf(...given);
    await until(() => store.isConnected(), 'the connection');
    return store;
  };

  const outcomes = async (): Promise<readonly string[]> =>
    [...(await metrics.render()).matchAll(/operations_total\{operation="(\w+)",outcome="(\w+)"\} (\d+)/g)].map(
      ([, operation, outcome, count]) => `${operation} ${outcome} ${count}`,
    );

  describe('while all is well', () => {
    it('gives to one replica what another keeps', async () => {
      const [one, two] = [await connected(), await connected()];
      expect(await two.read(KEY)).toEqual(NOTHING);
      await one.writeEntry(KEY, ENTRY, HOUR);
      expect(await two.read(KEY)).toEqual({ entry: ENTRY, failure: undefined });
      await two.writeFailure(KEY, FAILURE, HOUR);
      expect(await one.read(KEY)).toEqual({ entry: ENTRY, failure: FAILURE });
      await one.writeEntry(KEY, { ...ENTRY, loadedAt: NOW }, HOUR);
      expect(await two.read(KEY)).toEqual({ entry: { ...ENTRY, loadedAt: NOW }, failure: undefined });
      expect(await outcomes()).toEqual(['read ok 4', 'write ok 3']);
    });

    it('keeps the answers of releases apart', async () => {
      await (await connected()).writeEntry(KEY, ENTRY, HOUR);
      expect(await (await connected({ release: 'r2' })).read(KEY)).toEqual(NOTHING);
    });

    it('has everything expire, and names no URL', async () => {
      const store = await connected();
      await store.writeEntry(KEY, ENTRY, 1000.4);
      await store.writeFailure(KEY, FAILURE, -5);
      await store.claim(KEY, 3000);
      const sets = redis.commands.filter((command) => command.startsWith('SET'));
      expect(sets.map((command) => /PX \d+/.exec(command)?.[0])).toEqual(['PX 1001', 'PX 1', 'PX 3000']);
      expect(redis.commands.join()).not.toContain('https://');
    });

    it('logs in, and chooses the database', async () => {
      await connected({}, { username: 'me', password: 'hunter2', database: 3 });
      expect(redis.commands).toEqual(['AUTH me hunter2', 'SELECT 3', 'PING']);
    });

    it('takes what it does not know for nothing', async () => {
      const store = await connected();
      await store.writeEntry(KEY, ENTRY, HOUR);
      await store.writeFailure(KEY, FAILURE, HOUR);
      for (const key of redis.values.keys()) redis.values.set(key, 'garbage');
      expect(await store.read(KEY)).toEqual(NOTHING);
    });

    it('does not share an answer that is too large', async () => {
      const store = await connected();
      await store.writeEntry(KEY, { ...ENTRY, answer: { body: Buffer.alloc(1_000_000), etag: '""' } }, HOUR);
      expect([...redis.values]).toEqual([]);
    });
  });

  describe('gives the right to load', () => {
    it('to one replica at a time, and tells the others when it is given back', async () => {
      const [one, two] = [await connected(), await connected()];
      const held = await one.claim(KEY, HOUR);
      const taken = await two.claim(KEY, HOUR);
      if (held.state !== 'held' || taken.state !== 'taken') throw new Error(`${held.state}, ${taken.state}`);
      let isReleased = false;
      const waiting = taken.released(10_000).then(() => (isReleased = true));
      await until(() => redis.commands.filter((command) => command.startsWith('EXISTS')).length > 2);
      expect(isReleased).toBe(false);
      await held.release();
      await waiting;
      expect(await two.claim(KEY, HOUR)).toMatchObject({ state: 'held' });
    });

    it('for as long as the others have patience', async () => {
      const [one, two] = [await connected(), await connected()];
      await one.claim(KEY, HOUR);
      const taken = await two.claim(KEY, HOUR);
      if (taken.state !== 'taken') throw new Error(taken.state);
      await taken.released(50);
      expect(await two.claim(KEY, HOUR)).toMatchObject({ state: 'taken' });
    });

    it('back only by whoever holds it', async () => {
      const store = await connected();
      const held = await store.claim(KEY, HOUR);
      for (const key of redis.values.keys()) redis.values.set(key, 'another replica');
      if (held.state === 'held') await held.release();
      expect([...redis.values.values()]).toEqual(['another replica']);
    });

    it('back where Redis says too late that it gave it', async () => {
      const store = await connected(SHORT);
      redis.answer((words) => {
        if (!words.includes('NX')) return undefined;
        redis.values.set(words[1] ?? '', words[2] ?? '');
        return 'hang';
      });
      expect(await store.claim(KEY, HOUR)).toEqual({ state: 'unknown' });
      // the answer that never came is in the way of those after it, as it is while Redis hangs
      await until(() => redis.values.size === 0, 'the release');
    });
  });

  describe('costs hits alone', () => {
    const nothing = async (store: RedisStore): Promise<void> => {
      expect(await store.read(KEY)).toEqual(NOTHING);
      await store.writeEntry(KEY, ENTRY, HOUR);
      await store.writeFailure(KEY, FAILURE, HOUR);
      expect(await store.claim(KEY, HOUR)).toEqual({ state: 'unknown' });
    };

    it('when there is no Redis yet, which it then finds', async () => {
      const port = await freePort();
      const store = storeOf({}, { port });
      await nothing(store);
      await until(() => logged.length > 0);
      await using later = await startScriptedRedis(port);
      await until(() => store.isConnected(), 'the connection');
      expect(logged).toEqual([
        expect.objectContaining({ level: 'warn', what: 'connection' }),
        { level: 'info', message: 'the shared cache works again', what: 'connection' },
      ]);
      expect(logged[0]?.reason).toContain('ECONNREFUSED');
      await store.writeEntry(KEY, ENTRY, HOUR);
      expect(later.values.size).toBe(1);
      expect(await outcomes()).toEqual(
        expect.arrayContaining(['read offline 1', 'write offline 2', 'claim offline 1', 'write ok 1']),
      );
    });

    it('when the password is wrong, and never tells it', async () => {
      redis.answer((words) =>
        oneOf('AUTH')(words)
          ? bytes(`-ERR unknown command 'AUTH', with args beginning with: ${words.join(' ')}\r\n`)
          : undefined,
      );
      const store = storeOf({}, { password: 'hunter2' });
      await until(() => redis.connections > 2, 'a few tries');
      await nothing(store);
      expect(logged).toHaveLength(1);
      expect(logged[0]?.reason).toContain('[masked]');
      expect(JSON.stringify(logged)).not.toContain('hunter2');
    });

    it('when Redis is full or a replica itself: it still reads, and logs that once', async () => {
      const store = await connected();
      await store.writeEntry(KEY, ENTRY, HOUR);
      redis.answer((words) => (oneOf('SET')(words) ? bytes('-OOM command not allowed\r\n') : undefined));
      for (let times = 0; times < 5; times++) await store.writeEntry(KEY, ENTRY, HOUR);
      expect(await store.claim(KEY, HOUR)).toEqual({ state: 'unknown' });
      expect(await store.read(KEY)).toMatchObject({ entry: ENTRY });
      redis.answer(() => undefined);
      await store.writeEntry(KEY, ENTRY, HOUR);
      redis.answer((words) => (oneOf('SET')(words) ? bytes('-READONLY no writes here\r\n') : undefined));
      await store.writeEntry(KEY, ENTRY, HOUR);
      expect(logged.map(({ level, what, reason }) => [level, what, reason])).toEqual([
        ['warn', 'write', 'Error: OOM command not allowed'],
        ['warn', 'claim', 'Error: OOM command not allowed'],
        ['info', 'write', undefined],
      ]);
      expect(redis.connections).toBe(1);
    });

    it('when Redis hangs: it is left alone after a while, until it answers again', async () => {
      const store = await connected(SHORT);
      redis.answer(() => 'hang');
      await until(async () => {
        expect(await store.read(KEY)).toEqual(NOTHING);
        return !(await store.isConnected());
      }, 'the connection being dropped');
      const asked = redis.commands.filter((command) => command !== 'PING').length;
      for (let times = 0; times < 100; times++) await nothing(store);
      expect(redis.commands.filter((command) => command !== 'PING')).toHaveLength(asked);
      await until(() => redis.connections > 2, 'another try');
      redis.answer(() => undefined);
      await until(() => store.isConnected(), 'the connection');
      await store.writeEntry(KEY, ENTRY, HOUR);
      expect(await store.read(KEY)).toMatchObject({ entry: ENTRY });
      expect(logged.map(({ level }) => level)).toEqual(['warn', 'info']);
    });

    it('when Redis hangs and hundreds ask', async () => {
      const store = await connected(SHORT);
      redis.answer(() => 'hang');
      const reads = await Promise.all(Array.from({ length: 1500 }, () => store.read(KEY)));
      expect(reads).toEqual(Array(1500).fill(NOTHING));
    });

    it.each([
      ['cut', 'cut' as const],
      ['answered with garbage', bytes('HTTP/1.1 400 Bad Request\r\n\r\n')],
      ['answered twice', bytes('+OK\r\n+OK\r\n')],
      ['answered with something else', bytes('+OK\r\n')],
    ])('when the connection is %s in the middle', async (_, reply) => {
      const store = await connected(SHORT);
      redis.answer((words) => (oneOf('MGET')(words) ? reply : undefined));
      expect(await store.read(KEY)).toEqual(NOTHING);
      redis.answer(() => undefined);
      await until(async () => {
        await store.writeEntry(KEY, ENTRY, HOUR);
        return (await store.read(KEY)).entry !== undefined;
      }, 'the store to work again');
    });
  });

  it('speaks TLS where it is told to', async () => {
    storeOf({}, { tls: true });
    await until(() => redis.connections > 0);
    await until(() => logged.length > 0, 'its failure, as this Redis does not', 15_000);
    expect(redis.commands).toEqual([]);
  });

  it.each([
    ['is connected', () => undefined],
    ['hangs before it is', () => 'hang' as const],
  ])('closes when it %s, and does not come back', async (_, script) => {
    redis.answer(script);
    const store = storeOf();
    await until(() => redis.commands.length > 0);
    await store.close();
    expect(await store.isConnected()).toBe(false);
    expect(await store.read(KEY)).toEqual(NOTHING);
    expect(redis.connections).toBe(1);
  });

  it('closes with commands that are never answered', async () => {
    const store = await connected();
    redis.answer(() => 'hang');
    const read = store.read(KEY);
    await store.close();
    expect(await read).toEqual(NOTHING);
  });

  it('closes while it waits for another try', async () => {
    const address = { ...ADDRESS, port: await freePort() };
    const logger = { info: () => undefined, warn: (message: string) => logged.push({ level: 'warn', message }) };
    const store = createRedisStore({ address, release: 'r1', metrics, logger });
    await until(() => logged.length > 0);
    await store.close();
    expect(await store.isConnected()).toBe(false);
  });
});
