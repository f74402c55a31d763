import { until } from '@exemplar/testing';

import { limitYoungGeneration } from './limit-young-generation.ts';

/** Enough to be collected at least once. */
const allocate = (): number => Array.from({ length: 200_000 }, (_, at) => ({ at })).length;

const limitedAt = (enoughBytes: number) => {
  const flags: string[] = [];
  return { flags, stop: limitYoungGeneration({ enoughBytes, setFlag: (flag) => flags.push(flag) }) };
};

describe('limitYoungGeneration', () => {
  it('stops the growth as soon as it is large enough, and no later one', async () => {
    const early = limitedAt(1);
    const late = limitedAt(Infinity);
    await until(() => allocate() > 0 && early.flags.length > 0);
    await until(() => allocate() > 0);
    expect([early.flags, late.flags]).toEqual([['--semi-space-growth-factor=1'], []]);
    late.stop();
  });

  it('leaves V8 alone once it was stopped', async () => {
    const stopped = limitedAt(1);
    const watching = limitedAt(1);
    stopped.stop();
    await until(() => allocate() > 0 && watching.flags.length > 0);
    expect(stopped.flags).toEqual([]);
  });
});
