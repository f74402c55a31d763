import { createHealth, createMetrics } from '@exemplar/monitoring';
import { freePort, until } from '@exemplar/testing';

import { startScriptedRedis } from '../../fixtures/scripted-redis.ts';
import { type CacheSettings, openPageCache } from './open-page-cache.ts';
import type { PageCache } from './page-cache.ts';
import { parseRedisUrl } from './redis/parse-redis-url.ts';

const SETTINGS: CacheSettings = {
  CACHE_MAX_ENTRIES: 10,
  CACHE_MAX_BYTES: 100_000,
  REQUEST_TIMEOUT_MS: 1000,
  REDIS_URL: undefined,
};
const ANSWER = { body: Buffer.from('{}'), etag: '"e"' };

const open = async (settings: Partial<CacheSettings> = {}) => {
  const health = createHealth();
  health.started();
  const nothing = (): undefined => undefined;
  const surroundings = {
    build: { version: '1', commit: 'c', time: '' },
    health,
    metrics: createMetrics({ service: 'spec', version: '1' }),
    logger: { info: nothing, warn: nothing, error: nothing },
  };
  return { health, cache: await openPageCache({ ...SETTINGS, ...settings }, surroundings as never) };
};

const stateOf = async (cache: PageCache): Promise<string> => {
  const load = {
    kind: 'answer',
    answer: ANSWER,
    validators: { etag: null, lastModified: null },
    lifetimeMs: 1e6,
  } as const;
  return (await cache.get('key', () => Promise.resolve(load), { fresh: false })).state;
};

describe('openPageCache', () => {
  it('keeps answers in memory alone where there is no Redis', async () => {
    const { cache, health } = await open();
    expect([await stateOf(cache), await stateOf(cache)]).toEqual(['MISS', 'HIT']);
    expect((await health.readiness()).checks).toEqual({});
    await cache.close();
  });

  it('is connected to the Redis it is given', async () => {
    await using redis = await startScriptedRedis();
    const { cache, health } = await open({ REDIS_URL: parseRedisUrl(`redis://127.0.0.1:${redis.port}`) });
    await until(async () => (await health.readiness()).status === 'ready');
    expect((await health.readiness()).checks.redis).toMatchObject({ status: 'ok', critical: false });
    await cache.close();
  });

  it('does without a Redis that is not there, and says so', async () => {
    const { cache, health } = await open({ REDIS_URL: parseRedisUrl(`redis://127.0.0.1:${await freePort()}`) });
    expect([await stateOf(cache), await stateOf(cache)]).toEqual(['MISS', 'HIT']);
    const { status, checks } = await health.readiness();
    expect(status).toBe('degraded');
    expect(checks.redis?.error).toBe('There is no connection to the Redis of REDIS_URL.');
    await cache.close();
  });
});
