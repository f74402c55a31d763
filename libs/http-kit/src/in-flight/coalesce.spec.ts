import { createCoalesce } from './coalesce.ts';

describe('coalesced work', () => {
  it('runs once for all who ask for a key meanwhile, and again for who comes later', async () => {
    const coalesce = createCoalesce<string>();
    const { promise, resolve } = Promise.withResolvers<string>();
    const asked = [coalesce('a', () => promise), coalesce('a', () => Promise.resolve('not run'))];
    resolve('one');
    expect(await Promise.all(asked)).toEqual(['one', 'one']);
    expect(await coalesce('a', () => Promise.resolve('later'))).toBe('later');
  });

  it('runs for each key', async () => {
    const coalesce = createCoalesce<string>();
    const asked = ['a', 'b'].map((key) => coalesce(key, () => Promise.resolve(key)));
    expect(await Promise.all(asked)).toEqual(['a', 'b']);
  });

  it('fails for all who asked, and runs again', async () => {
    const coalesce = createCoalesce<string>();
    const asked = [1, 2].map(() => coalesce('a', () => Promise.reject(new Error('no'))));
    const outcomes = await Promise.allSettled(asked);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await coalesce('a', () => Promise.resolve('again'))).toBe('again');
  });
});
