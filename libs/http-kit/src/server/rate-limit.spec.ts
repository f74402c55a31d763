import { createRateLimit } from './rate-limit.ts';

describe('createRateLimit', () => {
  it('lets so many through in the minute that begins with the first', () => {
    let now = 5000;
    const take = createRateLimit(2, () => now);

    expect([take('a'), take('a')]).toEqual([0, 0]);
    now += 59_400;
    expect(take('a')).toBe(1);
    now += 600;
    expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 60]);
  });

  it('counts by a clock of its own where it is given none', () => {
    const take = createRateLimit(1);

    expect([take('a'), take('a')]).toEqual([0, 60]);
  });
});
