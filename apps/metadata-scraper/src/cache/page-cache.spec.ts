import { OutboundError, problem } from '@exemplar/http-kit';
import { createMetrics } from '@exemplar/monitoring';
import { type FakeClock, fakeClock } from '@exemplar/testing';

import { createPageCache, type Loaded, type PageCache, type PageCacheOptions, type Validators } from './page-cache.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;
const FRESH = { fresh: true };
const KEPT = { fresh: false };
const NO_VALIDATORS: Validators = { etag: null, lastModified: null };

const answer = (text: string, validators = NO_VALIDATORS, lifetimeMs = 60 * SECOND): Loaded => ({
  kind: 'answer',
  answer: { body: Buffer.from(text), etag: `"${text}"` },
  validators,
  lifetimeMs,
});

/** A load that gives, or throws, one step after the other; it keeps the validators that it was given. */
function loads(...steps: (Loaded | Error | Promise<Loaded>)[]) {
  const given: (Validators | null)[] = [];
  const load = async (previous: Validators | null): Promise<Loaded> => {
    const step = steps[given.push(previous) - 1] ?? new Error('one load too many');
    if (step instanceof Error) throw step;
    return step;
  };
  return { load, given };
}

const status = (code: number): OutboundError =>
  new OutboundError('upstream-status', `a.example answered ${code}.`, { status: code, retryAfterSeconds: 7 });

describe('the cache of pages', () => {
  let clock: FakeClock;
  let metrics: ReturnType<typeof createMetrics>;
  let logged: unknown[];

  beforeEach(() => {
    clock = fakeClock(1_000_000);
    metrics = createMetrics({ service: 'cache', version: '1' });
    logged = [];
  });

  const cacheOf = (options: Partial<PageCacheOptions> = {}): PageCache =>
    createPageCache({
      maxEntries: 10,
      maxBytes: 100_000,
      loadTimeoutMs: 5 * SECOND,
      metrics,
      logger: { error: (message, fields) => logged.push({ message, ...fields }) },
      clock,
      ...options,
    });

  const texts = async (cache: PageCache, ...asked: [string, Parameters<PageCache['get']>[1]][]) =>
    Promise.all(
      asked.map(async ([key, load]) => {
        const { answer, state } = await cache.get(key, load, KEPT);
        return `${state} ${answer.body.toString()}`;
      }),
    );

  it('keeps what was loaded, and tells its age and how much longer it is fresh', async () => {
    const cache = cacheOf();
    const { load } = loads(answer('one'));
    const missed = await cache.get('a', load, KEPT);
    expect(missed).toEqual({
      answer: { body: Buffer.from('one'), etag: '"one"' },
      ageMs: 0,
      freshMs: 60 * SECOND,
      state: 'MISS',
    });
    await clock.tick(20 * SECOND);
    expect(await cache.get('a', load, KEPT)).toEqual({
      ...missed,
      ageMs: 20 * SECOND,
      freshMs: 40 * SECOND,
      state: 'HIT',
    });
    expect(cache.peek('a')).toMatchObject({ ageMs: 20 * SECOND, state: 'HIT' });
    await cache.close();
  });

  it('lets nobody peek at what it has not, or has no longer fresh', async () => {
    const cache = cacheOf();
    expect(cache.peek('a')).toBeUndefined();
    await cache.get('a', loads(answer('one')).load, KEPT);
    await clock.tick(60 * SECOND);
    expect(cache.peek('a')).toBeUndefined();
  });

  it.each([0, 10])('runs one load for 500 who ask at once, with room for %d entries', async (maxEntries) => {
    const cache = cacheOf({ maxEntries });
    const { load, given } = loads(answer('one'));
    const answers = await Promise.all(Array.from({ length: 500 }, () => cache.get('a', load, KEPT)));
    expect(new Set(answers.map(({ answer: { etag } }) => etag))).toEqual(new Set(['"one"']));
    expect(given).toHaveLength(1);
  });

  it('keeps nothing, not even a failure, where it has no room', async () => {
    const cache = cacheOf({ maxEntries: 0 });
    const { load } = loads(status(404), answer('one'), answer('two'));
    await expect(cache.get('a', load, KEPT)).rejects.toThrow('404');
    expect(await texts(cache, ['a', load])).toEqual(['MISS one']);
    expect(await texts(cache, ['a', load])).toEqual(['MISS two']);
  });

  it('drops the least recently used beyond its number of entries', async () => {
    const cache = cacheOf({ maxEntries: 2 });
    const { load } = loads(answer('a1'), answer('b1'), answer('c1'));
    for (const key of ['a', 'b', 'a', 'c']) await cache.get(key, load, KEPT);
    expect(['a', 'b', 'c'].map((key) => cache.peek(key) !== undefined)).toEqual([true, false, true]);
  });

  it('drops the least recently used beyond its bytes, and does not keep what is larger than all', async () => {
    const cache = cacheOf({ maxBytes: 20_000 });
    const big = (): Loaded => answer('x'.repeat(4000));
    for (const key of ['a', 'b', 'c']) await cache.get(key, loads(big()).load, KEPT);
    await cache.get('d', loads(answer('x'.repeat(20_000))).load, KEPT);
    expect(['a', 'b', 'c', 'd'].map((key) => cache.peek(key) !== undefined)).toEqual([false, true, true, false]);
  });

  it('keeps a body in a buffer of its own, so that its bytes are what is counted', async () => {
    const cache = cacheOf();
    await cache.get('small', loads(answer('pooled')).load, KEPT);
    const large = Buffer.alloc(10_000, 'x');
    const exact = { ...answer(''), answer: { body: large, etag: '""' } } as Loaded;
    await cache.get('large', loads(exact).load, KEPT);
    const small = cache.peek('small')?.answer.body;
    expect([small?.toString(), small?.buffer.byteLength]).toEqual(['pooled', 6]);
    expect(cache.peek('large')?.answer.body).toBe(large);
  });

  describe('asked for a fresh answer', () => {
    it('loads anew without validators, and keeps that', async () => {
      const cache = cacheOf();
      const { load, given } = loads(answer('one', { etag: '"v1"', lastModified: null }), answer('two'));
      await cache.get('a', load, KEPT);
      expect(await cache.get('a', load, FRESH)).toMatchObject({ answer: { etag: '"two"' }, state: 'BYPASS' });
      expect(given).toEqual([null, null]);
      expect(await texts(cache, ['a', load])).toEqual(['HIT two']);
    });

    it('joins a load under way', async () => {
      const cache = cacheOf();
      const { load, given } = loads(answer('one'));
      const both = await Promise.all([cache.get('a', load, KEPT), cache.get('a', load, FRESH)]);
      expect(both.map(({ state }) => state)).toEqual(['MISS', 'BYPASS']);
      expect(given).toHaveLength(1);
    });

    it('passes a remembered failure by, and serves no stale answer instead of one', async () => {
      const cache = cacheOf();
      const { load } = loads(status(503), answer('one', NO_VALIDATORS, SECOND), status(503));
      await expect(cache.get('a', load, FRESH)).rejects.toThrow('503');
      expect(await cache.get('a', load, FRESH)).toMatchObject({ state: 'BYPASS' });
      await clock.tick(2 * SECOND);
      await expect(cache.get('a', load, FRESH)).rejects.toThrow('503');
    });
  });

  describe('with a stale answer', () => {
    const stale = async (cache: PageCache, forMs: number, validators?: Validators): Promise<void> => {
      await cache.get('a', loads(answer('old', validators)).load, KEPT);
      await clock.tick(60 * SECOND + forMs);
    };

    it('serves it at once while one refresh runs', async () => {
      const cache = cacheOf();
      await stale(cache, 0);
      const { promise, resolve } = Promise.withResolvers<Loaded>();
      const { load, given } = loads(promise);
      expect(await texts(cache, ['a', load], ['a', load], ['a', load])).toEqual(Array(3).fill('STALE old'));
      expect(given).toHaveLength(1);
      resolve(answer('new'));
      await clock.tick(0);
      expect(await texts(cache, ['a', load])).toEqual(['HIT new']);
    });

    it('goes on serving it when the refresh fails, and leaves the origin alone for a while', async () => {
      const cache = cacheOf();
      await stale(cache, 0);
      const { load, given } = loads(status(404), answer('new'));
      expect(await texts(cache, ['a', load])).toEqual(['STALE old']);
      await clock.tick(30 * SECOND);
      expect(await texts(cache, ['a', load])).toEqual(['STALE old']);
      expect(given).toHaveLength(1);
      await clock.tick(31 * SECOND);
      expect(await texts(cache, ['a', load])).toEqual(['STALE old']);
      await clock.tick(0);
      expect(await texts(cache, ['a', load])).toEqual(['HIT new']);
      expect(logged).toEqual([]);
    });

    it('logs a refresh that ends in a bug', async () => {
      const cache = cacheOf();
      await stale(cache, 0);
      const error = new TypeError('a bug');
      expect(await texts(cache, ['a', loads(error).load])).toEqual(['STALE old']);
      await clock.tick(0);
      expect(logged).toEqual([{ message: 'a page could not be refreshed', error }]);
    });

    it.each([
      ['the origin cannot be reached', new OutboundError('upstream-unreachable', 'No.')],
      ['the origin takes too long', new OutboundError('upstream-timeout', 'Late.')],
      ['the origin fails', status(500)],
      ['the origin wants to be asked less often', status(429)],
      ['this service is overloaded', problem('overloaded', 'Too much to do.')],
    ])('serves it after an hour when %s, the failure remembered or not', async (_, error) => {
      const cache = cacheOf();
      await stale(cache, HOUR);
      const { load } = loads(error, error);
      expect(await texts(cache, ['a', load])).toEqual(['STALE old']);
      expect(await texts(cache, ['a', load])).toEqual(['STALE old']);
    });

    it.each([
      ['the page is gone', status(410)],
      ['the target is refused', new OutboundError('blocked-target', 'It is not public.')],
      ['there is a bug', new TypeError('a bug')],
      ['it is a failure of no origin that has no status', new OutboundError('upstream-status', 'Odd.')],
    ])('fails after an hour when %s', async (_, error) => {
      const cache = cacheOf();
      await stale(cache, HOUR);
      await expect(cache.get('a', loads(error).load, KEPT)).rejects.toThrow(error);
    });

    it('fails after a day, whatever the failure', async () => {
      const cache = cacheOf();
      await stale(cache, 24 * HOUR);
      await expect(cache.get('a', loads(status(500)).load, KEPT)).rejects.toThrow('500');
    });

    it('asks the origin whether it is unchanged, and renews it if so', async () => {
      const cache = cacheOf();
      const validators = { etag: '"v1"', lastModified: 'Mon, 23 Nov 2026 06:00:00 GMT' };
      await stale(cache, HOUR, validators);
      const { load, given } = loads({ kind: 'unchanged', lifetimeMs: 30 * SECOND });
      expect(await cache.get('a', load, KEPT)).toMatchObject({
        answer: { etag: '"old"' },
        ageMs: 0,
        freshMs: 30 * SECOND,
        state: 'REVALIDATED',
      });
      expect(given).toEqual([validators]);
      expect(await texts(cache, ['a', load])).toEqual(['HIT old']);
    });

    it('has nothing to ask with where the origin gave no validators', async () => {
      const cache = cacheOf();
      await stale(cache, HOUR);
      const { load, given } = loads(answer('new'));
      expect(await texts(cache, ['a', load])).toEqual(['MISS new']);
      expect(given).toEqual([null]);
    });
  });

  describe('after a failure', () => {
    it.each([
      [status(404), 60],
      [status(503), 10],
      [new OutboundError('upstream-redirects', 'A loop.'), 60],
      [new OutboundError('upstream-unreachable', 'No.'), 10],
      [new OutboundError('upstream-timeout', 'Late.'), 10],
    ])('gives an equal error without asking again: %s, for %d s', async (error, seconds) => {
      const cache = cacheOf();
      const { load, given } = loads(error, answer('one'));
      await expect(cache.get('a', load, KEPT)).rejects.toBe(error);
      await clock.tick(seconds * SECOND - 1);
      const again = await cache.get('a', load, KEPT).catch((thrown: unknown) => thrown);
      expect(again).toEqual(error);
      expect(again).not.toBe(error);
      expect(again).toMatchObject({
        code: error.code,
        status: error.status,
        retryAfterSeconds: error.retryAfterSeconds,
      });
      expect(given).toHaveLength(1);
      await clock.tick(1);
      expect(await texts(cache, ['a', load])).toEqual(['MISS one']);
    });

    it.each([
      new OutboundError('blocked-target', 'It is not public.'),
      new OutboundError('invalid-url', 'No URL.'),
      new TypeError('a bug'),
    ])('tries again at once: %s', async (error) => {
      const cache = cacheOf();
      const { load } = loads(error, answer('one'));
      await expect(cache.get('a', load, KEPT)).rejects.toBe(error);
      expect(await texts(cache, ['a', load])).toEqual(['MISS one']);
    });

    it('remembers it no longer where the clock is set back by an hour', async () => {
      let aheadMs = HOUR;
      const cache = cacheOf({ clock: { ...clock, now: () => clock.now() + aheadMs } });
      const { load } = loads(status(503), answer('one'));
      await expect(cache.get('a', load, KEPT)).rejects.toThrow('503');
      aheadMs = 0;
      expect(await texts(cache, ['a', load])).toEqual(['MISS one']);
    });

    it('forgets it once the page was loaded', async () => {
      const cache = cacheOf();
      const { load } = loads(status(404), answer('one', NO_VALIDATORS, SECOND), answer('two'));
      await expect(cache.get('a', load, KEPT)).rejects.toThrow('404');
      await cache.get('a', load, FRESH);
      await clock.tick(2 * SECOND);
      expect(await texts(cache, ['a', load])).toEqual(['STALE one']);
      await clock.tick(0);
      expect(await texts(cache, ['a', load])).toEqual(['HIT two']);
    });
  });

  it('gives up a load that never settles, and loads again', async () => {
    const cache = cacheOf();
    const { load } = loads(new Promise<Loaded>(() => undefined), answer('one'));
    const failed = cache.get('a', load, KEPT).catch((error: unknown) => error);
    await clock.tick(5 * SECOND);
    expect(await failed).toMatchObject({ code: 'upstream-timeout' });
    await clock.tick(10 * SECOND);
    expect(await texts(cache, ['a', load])).toEqual(['MISS one']);
    expect(clock.waiting).toBe(0);
  });

  it('fails where a load says "unchanged" of what was never kept', async () => {
    const { load } = loads({ kind: 'unchanged', lifetimeMs: SECOND });
    await expect(cacheOf().get('a', load, KEPT)).rejects.toThrow('was given no validators');
  });

  it('keeps to the clock of the system unless given another', async () => {
    const cache = createPageCache({
      maxEntries: 1,
      maxBytes: 10_000,
      loadTimeoutMs: SECOND,
      metrics,
      logger: { error: () => undefined },
    });
    await cache.get('a', loads(answer('one')).load, KEPT);
    expect(cache.peek('a')?.ageMs).toBeLessThan(10 * SECOND);
  });

  it('counts answers by state, and what it holds', async () => {
    const cache = cacheOf();
    const { load } = loads(answer('one'), answer('two'), status(404));
    await cache.get('a', load, KEPT);
    cache.peek('a');
    await cache.get('a', load, KEPT);
    await cache.get('a', load, FRESH);
    await cache.get('b', load, KEPT).catch(() => undefined);
    const text = await metrics.render();
    expect(text).toContain('cache_requests_total{state="hit"} 2');
    expect(text).toContain('cache_requests_total{state="miss"} 1');
    expect(text).toContain('cache_requests_total{state="bypass"} 1');
    expect(text).toContain('cache_requests_total{state="failed"} 1');
    expect(text).toContain('cache_entries 1');
    expect(text).toMatch(/cache_memory_bytes [1-9]\d\d/);
  });
});
