import { mapFew } from './map-few.ts';

describe('doing something for each of many, a few at a time', () => {
  it('has the outcomes in the order of the list', async () => {
    expect(await mapFew([3, 1, 2], 2, (n) => Promise.resolve(n * 10))).toEqual([30, 10, 20]);
    expect(await mapFew([], 2, () => Promise.resolve(1))).toEqual([]);
  });

  it('has no more under way than that', async () => {
    let [underWay, most] = [0, 0];
    await mapFew([1, 2, 3, 4, 5, 6], 2, async () => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay -= 1;
    });
    expect(most).toBe(2);
  });

  it('begins no more after the first error', async () => {
    const begun: number[] = [];
    const second = Promise.withResolvers<number>();
    const work = (n: number) => {
      begun.push(n);
      return n === 1 ? Promise.reject(new Error('no')) : second.promise;
    };
    await expect(mapFew([1, 2, 3, 4], 2, work)).rejects.toThrow('no');
    second.resolve(2);
    await new Promise(setImmediate);
    expect(begun).toEqual([1, 2]);
  });
});
