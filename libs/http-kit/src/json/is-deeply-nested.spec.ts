import { isDeeplyNested } from './is-deeply-nested.ts';

const nested = (depth: number): string => '[{"a":'.repeat(depth / 2) + '}]'.repeat(depth / 2);

describe('nesting', () => {
  it.each([
    [64, false],
    [66, true],
    [100_000, true],
  ])('of %d is deeper than 64: %p', (depth, isDeep) => {
    expect(isDeeplyNested(nested(depth), 64)).toBe(isDeep);
  });

  it('is not what stands side by side, or in a string', () => {
    expect(isDeeplyNested(`[${Array(100).fill('[{}]').join(',')}]`, 64)).toBe(false);
    expect(isDeeplyNested(JSON.stringify({ a: `"${nested(100)}\\` }), 64)).toBe(false);
  });
});
