import type { Batches, Entry } from './entry.ts';
import { mergeByTime } from './merge-by-time.ts';

const entry = (at: number, readAt: number): Entry => ({
  text: String(at),
  head: null,
  at,
  readAt,
  origin: { service: 'a', pod: '' },
});

/** A place that gives these times in batches. */
async function* place(...batches: readonly (readonly number[])[]): AsyncGenerator<readonly Entry[]> {
  for (const batch of batches) {
    await Promise.resolve();
    const readAt = performance.now(); // a batch is read at once
    yield batch.map((at) => entry(at, readAt));
  }
}

/** A place that is followed: nothing comes. */
async function* silence(): AsyncGenerator<readonly Entry[]> {
  await new Promise(() => undefined);
  yield [];
}

describe('merging by time', () => {
  const merged = async (places: readonly Batches<Entry>[], patienceMs = 60_000): Promise<readonly number[]> =>
    (await Array.fromAsync(mergeByTime(places, patienceMs))).flat().map(({ at }) => at);

  it('gives what places have, the oldest first, however it is cut into batches', async () => {
    expect(await merged([place([1, 4], [], [6, 7]), place([2], [3], [5, 8])])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await merged([])).toEqual([]);
  });

  it("keeps each place's own order", async () => {
    expect(await merged([place([5, 1]), place([2])])).toEqual([2, 5, 1]);
  });

  it('lets more come than it holds', async () => {
    const many = Array.from({ length: 20_000 }, (_, at) => at);
    const halves = [0, 1].map((half) => many.filter((at) => at % 2 === half));
    const places = halves.map((times) => place(times.slice(0, 6000), times.slice(6000)));
    expect(await merged(places)).toEqual(many);
  });

  it('waits no longer than its patience for a place that has nothing', async () => {
    for await (const entries of mergeByTime([place([1, 2]), silence()], 5)) {
      expect(entries.map(({ at }) => at)).toEqual([1, 2]);
      break;
    }
  });

  it('gives what a place had before it failed, and then fails as it does', async () => {
    const failing = async function* () {
      yield* place([1]);
      throw new Error('the disk is gone');
    };
    const seen: number[] = [];
    const read = async () => {
      for await (const entries of mergeByTime([failing()], 1000)) seen.push(...entries.map(({ at }) => at));
    };
    await expect(read()).rejects.toThrow('the disk is gone');
    expect(seen).toEqual([1]);
  });
});
