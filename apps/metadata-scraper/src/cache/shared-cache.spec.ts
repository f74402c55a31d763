import fc from 'fast-check';

import { OutboundError } from '@exemplar/http-kit';
import { createMetrics } from '@exemplar/monitoring';
import { type FakeClock, fakeClock } from '@exemplar/testing';

import { type Cached, createPageCache, type Load, type Loaded, type PageCache } from './page-cache.ts';
import type { Claim, Known, SharedStore } from './shared-store.ts';

const SECOND = 1000;
const HOUR = 3600 * SECOND;

const answer = (text: string, version = '"v1"'): Loaded => ({
  kind: 'answer',
  answer: { body: Buffer.from(text), etag: `"${text}"` },
  validators: { etag: version, lastModified: null },
  lifetimeMs: 60 * SECOND,
});

interface Step {
  readonly replica: number;
  readonly fresh: boolean;
  readonly result: 'answer' | 'unchanged' | 'upstream-unreachable' | 'blocked-target';
  readonly takesMs: number;
  readonly thenMs: number;
}

/** Someone asks a replica, whose load then takes its time; and how long it is until the next step. */
const step: fc.Arbitrary<Step> = fc.record({
  replica: fc.nat(1),
  fresh: fc.boolean(),
  result: fc.constantFrom('answer', 'unchanged', 'upstream-unreachable', 'blocked-target'),
  takesMs: fc.constantFrom(0, SECOND, 4 * SECOND),
  thenMs: fc.constantFrom(0, SECOND, 30 * SECOND, HOUR, 25 * HOUR),
});

const NOTHING: Known = { entry: undefined, failure: undefined };

/** A load that counts; it takes a second. */
function slowLoad(clock: FakeClock, result: Loaded | Error) {
  const load = Object.assign(
    async (): Promise<Loaded> => {
      load.times++;
      await new Promise<void>((resolve) => clock.setTimeout(resolve, SECOND));
      if (result instanceof Error) throw result;
      return result;
    },
    { times: 0 },
  );
  return load;
}

/** What a shared store does, in the memory of the spec. */
function storeOf(clock: FakeClock) {
  const known = new Map<string, Known>();
  const claims = new Map<string, Promise<void>>();
  const waits: number[] = [];
  const read = (key: string): Known => known.get(key) ?? NOTHING;
  const claim = (key: string): Claim => {
    const taken = claims.get(key);
    if (taken !== undefined) {
      const released = async (ms: number): Promise<void> => {
        waits.push(ms);
        await Promise.race([
          taken,
          new Promise((resolve) =>
            clock.setTimeout(() => {
              resolve(ms);
            }, ms),
          ),
        ]);
      };
      return { state: 'taken', released };
    }
    const { promise, resolve } = Promise.withResolvers<undefined>();
    claims.set(key, promise);
    const release = (): Promise<void> => {
      claims.delete(key);
      resolve(undefined);
      return Promise.resolve();
    };
    return { state: 'held', release };
  };
  const write = (key: string, value: Known): Promise<void> => {
    known.set(key, value);
    return Promise.resolve();
  };
  const store: SharedStore = {
    read: (key) => Promise.resolve(read(key)),
    writeEntry: (key, entry) => write(key, { entry, failure: undefined }),
    writeFailure: (key, failure) => write(key, { ...read(key), failure }),
    claim: (key) => Promise.resolve(claim(key)),
    close: () => Promise.resolve(),
  };
  return { store, known, waits, claim };
}

describe('caches that share a store', () => {
  let clock: FakeClock;

  beforeEach(() => {
    clock = fakeClock(1_000_000);
  });

  const cacheOf = (shared: SharedStore): PageCache =>
    createPageCache({
      maxEntries: 10,
      maxBytes: 100_000,
      loadTimeoutMs: 5 * SECOND,
      metrics: createMetrics({ service: 'cache', version: '1' }),
      logger: { error: () => undefined },
      clock,
      shared,
    });

  /** Asks, lets time pass until the answer is there, and tells state and text, or the error. */
  const ask = async (...asked: [PageCache, Load][]): Promise<string[]> => {
    const answers = asked.map(([cache, load]) =>
      cache.get('a', load, { fresh: false }).then(
        ({ answer: { body }, state }) => `${state} ${body.toString()}`,
        (error: unknown) => (error as Error).message,
      ),
    );
    await clock.tick(10 * SECOND);
    return Promise.all(answers);
  };

  it('load once among all, even while the load is under way', async () => {
    const { store } = storeOf(clock);
    const [one, two, three] = [cacheOf(store), cacheOf(store), cacheOf(store)];
    const load = slowLoad(clock, answer('page'));
    expect(await ask([one, load], [two, load], [two, load])).toEqual(['MISS page', 'HIT page', 'HIT page']);
    expect(await ask([three, load])).toEqual(['HIT page']);
    expect(three.peek('a')?.ageMs).toBe(19 * SECOND);
    expect(load.times).toBe(1);
  });

  it('refresh a stale answer once among all', async () => {
    const { store } = storeOf(clock);
    const [one, two] = [cacheOf(store), cacheOf(store)];
    await ask([one, slowLoad(clock, answer('old'))]);
    await ask([two, slowLoad(clock, answer('never'))]);
    await clock.tick(60 * SECOND);
    const load = slowLoad(clock, answer('new'));
    expect(await ask([one, load], [two, load])).toEqual(['STALE old', 'STALE old']);
    expect(await ask([one, load], [two, load])).toEqual(['HIT new', 'HIT new']);
    expect(load.times).toBe(1);
  });

  it('serve what another knows, stale or with its validators', async () => {
    const { store } = storeOf(clock);
    await ask([cacheOf(store), slowLoad(clock, answer('old'))]);
    await clock.tick(60 * SECOND);
    const newcomer = cacheOf(store);
    expect(await ask([newcomer, () => Promise.reject(new OutboundError('upstream-unreachable', 'No.'))])).toEqual([
      'STALE old',
    ]);
    await clock.tick(HOUR);
    const given: unknown[] = [];
    const unchanged: Load = (previous) => {
      given.push(previous);
      return Promise.resolve({ kind: 'unchanged', lifetimeMs: SECOND });
    };
    expect(await ask([cacheOf(store), unchanged])).toEqual(['REVALIDATED old']);
    expect(given).toEqual([{ etag: '"v1"', lastModified: null }]);
  });

  it('take the failure of one for that of all, until it is over', async () => {
    const { store } = storeOf(clock);
    const [one, two, three] = [cacheOf(store), cacheOf(store), cacheOf(store)];
    const gone = new OutboundError('upstream-status', 'a.example answered 404.', { status: 404 });
    const load = slowLoad(clock, gone);
    expect(await ask([one, load], [two, load])).toEqual(Array(2).fill('a.example answered 404.'));
    expect(await ask([three, load])).toEqual(['a.example answered 404.']);
    expect(load.times).toBe(1);
    await clock.tick(60 * SECOND);
    expect(await ask([three, slowLoad(clock, answer('back'))])).toEqual(['MISS back']);
  });

  it('load alone where another claims the load and does not finish', async () => {
    const { store, claim, waits } = storeOf(clock);
    claim('a');
    expect(await ask([cacheOf(store), slowLoad(clock, answer('page'))])).toEqual(['MISS page']);
    expect(waits).toEqual([2 * SECOND]);
  });

  it('load alone where the store does not say who is at it', async () => {
    const unsure = { ...storeOf(clock).store, claim: () => Promise.resolve({ state: 'unknown' as const }) };
    const load = slowLoad(clock, answer('page'));
    expect(await ask([cacheOf(unsure), load], [cacheOf(unsure), load])).toEqual(['MISS page', 'MISS page']);
  });

  it('wait for nobody when a fresh answer is asked for, and give it to the others', async () => {
    const { store, claim, waits } = storeOf(clock);
    const taken = claim('a');
    const [one, two] = [cacheOf(store), cacheOf(store)];
    const fresh = one.get('a', slowLoad(clock, answer('page')), { fresh: true });
    await clock.tick(SECOND);
    expect(await fresh).toMatchObject({ state: 'BYPASS' });
    if (taken.state === 'held') await taken.release();
    expect(await ask([two, slowLoad(clock, answer('never'))])).toEqual(['HIT page']);
    expect(waits).toEqual([]);
  });

  it('do not take what they know better for what the store knows, however long that would be fresh', async () => {
    const { store, known } = storeOf(clock);
    const cache = cacheOf(store);
    await ask([cache, slowLoad(clock, answer('old'))]);
    const { entry } = known.get('a') ?? NOTHING;
    await clock.tick(60 * SECOND);
    await ask([cache, slowLoad(clock, answer('new'))]);
    if (entry !== undefined) known.set('a', { ...NOTHING, entry: { ...entry, freshUntil: clock.now() + 24 * HOUR } });
    await clock.tick(2 * HOUR);
    const failing = (): Promise<Loaded> => Promise.reject(new OutboundError('upstream-timeout', 'Late.'));
    expect(await ask([cache, failing])).toEqual(['STALE new']);
  });

  it('hold to what they promise, whatever happens in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
        const { store } = storeOf(clock);
        const replicas = [1, 2].map(() => ({ cache: cacheOf(store), loads: 0, newest: 0 }));
        let versions = 0;
        const ask = async ({ replica: index, fresh, result, takesMs }: Step): Promise<void> => {
          const replica = replicas[index] ?? { cache: cacheOf(store), loads: 0, newest: 0 };
          const load: Load = async (previous) => {
            expect(++replica.loads).toBe(1);
            await new Promise<void>((resolve) => clock.setTimeout(resolve, takesMs));
            replica.loads--;
            if (result === 'upstream-unreachable' || result === 'blocked-target')
              throw new OutboundError(result, 'No.');
            const isUnchanged = result === 'unchanged' && previous?.etag === String(versions);
            if (isUnchanged) return { kind: 'unchanged', lifetimeMs: 60 * SECOND };
            versions++;
            return answer(String(versions), String(versions));
          };
          const cached = await replica.cache.get('a', load, { fresh }).catch((error: unknown) => error);
          if (cached instanceof OutboundError) return;
          const { answer: got, ageMs, freshMs, state } = cached as Cached;
          expect({ state, isStale: freshMs === 0 }).toEqual({ state, isStale: state === 'STALE' });
          expect(ageMs).toBeLessThanOrEqual(25 * HOUR);
          const version = Number(got.body.toString());
          expect(version).toBeGreaterThanOrEqual(replica.newest);
          replica.newest = version;
        };
        const asked: Promise<void>[] = [];
        for (const one of steps) {
          asked.push(ask(one));
          await clock.tick(one.thenMs);
        }
        await clock.tick(HOUR);
        await Promise.all(asked);
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
