import { setTimeout as sleep } from 'node:timers/promises';

import { createCoalescingCache } from './coalescing-cache.ts';

const numbered = (): (() => Promise<number>) => {
  let loads = 0;
  return () => Promise.resolve(++loads);
};

describe('the cache', () => {
  it('keeps what was loaded, and tells its age', async () => {
    const cache = createCoalescingCache<number>({ maxEntries: 10, ttlMs: 60_000 });
    const load = numbered();
    expect(await cache.get('a', load, false)).toEqual({ value: 1, ageMs: 0, hit: false });
    await sleep(2);
    const { value, ageMs, hit } = await cache.get('a', load, false);
    expect({ value, hit }).toEqual({ value: 1, hit: true });
    expect(ageMs).toBeGreaterThan(0);
  });

  it('loads anew when asked to, and keeps that', async () => {
    const cache = createCoalescingCache<number>({ maxEntries: 10, ttlMs: 60_000 });
    const load = numbered();
    await cache.get('a', load, false);
    expect(await cache.get('a', load, true)).toMatchObject({ value: 2, hit: false });
    expect(await cache.get('a', load, false)).toMatchObject({ value: 2, hit: true });
  });

  it('loads anew once the time is over', async () => {
    const cache = createCoalescingCache<number>({ maxEntries: 10, ttlMs: 1 });
    const load = numbered();
    await cache.get('a', load, false);
    await sleep(10);
    expect(await cache.get('a', load, false)).toMatchObject({ value: 2, hit: false });
  });

  it('drops the least recently used beyond its size', async () => {
    const cache = createCoalescingCache<number>({ maxEntries: 1, ttlMs: 60_000 });
    const load = numbered();
    await cache.get('a', load, false);
    await cache.get('b', load, false);
    expect(await cache.get('a', load, false)).toMatchObject({ value: 3, hit: false });
  });

  it.each([0, 10])('runs one load however many ask at once, with room for %d entries', async (maxEntries) => {
    const cache = createCoalescingCache<number>({ maxEntries, ttlMs: 60_000 });
    const load = numbered();
    const answers = await Promise.all(Array.from({ length: 500 }, () => cache.get('a', load, false)));
    expect(new Set(answers.map(({ value }) => value))).toEqual(new Set([1]));
  });

  it('keeps nothing where it has no room', async () => {
    const cache = createCoalescingCache<number>({ maxEntries: 0, ttlMs: 60_000 });
    const load = numbered();
    await cache.get('a', load, false);
    expect(await cache.get('a', load, false)).toMatchObject({ value: 2, hit: false });
  });

  it('gives a failure to everyone who waits, and forgets it', async () => {
    const cache = createCoalescingCache<number>({ maxEntries: 10, ttlMs: 60_000 });
    const fails = (): Promise<number> => Promise.reject(new Error('no'));
    const both = await Promise.allSettled([cache.get('a', fails, false), cache.get('a', fails, false)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await cache.get('a', numbered(), false)).toMatchObject({ value: 1 });
  });
});
