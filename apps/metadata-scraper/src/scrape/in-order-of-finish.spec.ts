import { setTimeout as sleep } from 'node:timers/promises';

import { inOrderOfFinish } from './in-order-of-finish.ts';

const collect = async <T>(results: AsyncIterable<T>): Promise<readonly T[]> => {
  const all: T[] = [];
  for await (const result of results) all.push(result);
  return all;
};

describe('inOrderOfFinish', () => {
  it('yields each result as it finishes', async () => {
    const release: (() => void)[] = [];
    const results = inOrderOfFinish(['a', 'b', 'c'], 3, async (item, index) => {
      await new Promise<void>((resolve) => (release[index] = resolve));
      return `${item}${index}`;
    });
    const first = results.next();
    release[2]?.();
    expect(await first).toEqual({ done: false, value: 'c2' });
    release[0]?.();
    expect(await results.next()).toEqual({ done: false, value: 'a0' });
    release[1]?.();
    expect(await collect(results)).toEqual(['b1']);
  });

  it('runs no more at a time than it may', async () => {
    let running = 0;
    let most = 0;
    const run = async (): Promise<number> => {
      most = Math.max(most, ++running);
      await sleep(1);
      return running--;
    };
    expect(await collect(inOrderOfFinish(Array.from({ length: 20 }), 4, run))).toHaveLength(20);
    expect(most).toBe(4);
  });

  it('starts nothing more once the consumer has stopped', async () => {
    const started: number[] = [];
    const results = inOrderOfFinish([1, 2, 3, 4], 1, (item) => Promise.resolve(started.push(item)));
    await results.next();
    await results.return(undefined);
    expect(started).toEqual([1]);
  });

  it('ends at once where there is nothing to do', async () => {
    expect(await collect(inOrderOfFinish([], 2, () => Promise.resolve(1)))).toEqual([]);
  });
});
