import { until } from '@exemplar/testing';

import { limitYoungGeneration } from './limit-young-generation.ts';

/** Enough to be collected at least once. */
const allocate = (): number => Array.from({ length: 200_000 }, (_, at) => ({ at })).length;

type Options = NonNullable<Parameters<typeof limitYoungGeneration>[0]>;

const limited = (options: Options) => {
  const flags: string[] = [];
  return { flags, stop: limitYoungGeneration({ ...options, setFlag: (flag) => flags.push(flag) }) };
};

describe('limitYoungGeneration', () => {
  it('stops the growth once it is large enough, and not before', async () => {
    const early = limited({ enoughBytes: 1 });
    const late = limited({ enoughBytes: Infinity });
    await until(() => allocate() > 0 && early.flags.length > 0);
    expect([early.flags, late.flags]).toEqual([['--semi-space-growth-factor=1'], []]);
    early.stop();
    late.stop();
  });

  it('lets it grow again when V8 has made it small', async () => {
    const sizes = [10, 20, 20, 1, 5];
    const watched = limited({ enoughBytes: 20, measure: () => sizes.shift() ?? 30 });
    await until(() => allocate() > 0 && sizes.length === 0 && watched.flags.length > 2);
    expect(watched.flags).toEqual([1, 2, 1].map((factor) => `--semi-space-growth-factor=${factor}`));
    watched.stop();
  });

  it('leaves V8 alone once it was stopped', async () => {
    const stopped = limited({ enoughBytes: 1 });
    const watching = limited({ enoughBytes: 1 });
    stopped.stop();
    await until(() => allocate() > 0 && watching.flags.length > 0);
    expect(stopped.flags).toEqual([]);
    watching.stop();
  });
});
