import { jest } from '@jest/globals';

import { createLogger } from '@exemplar/logging';
import { captureStream, until } from '@exemplar/testing';

import { createMetrics, type DelayHistogram, type MemoryUse, watchEventLoop, watchMemory } from './index.ts';
import { heapLimitOf, limitOf } from './watch-memory.ts';

const setUp = () => {
  const output = captureStream();
  return {
    output,
    metrics: createMetrics({ service: 'shop', version: '1' }),
    logger: createLogger({ service: 'shop', version: '1', output: output.stream }),
  };
};

const histogram = (delays: { mean: number; max: number }): DelayHistogram => ({
  get mean() {
    return delays.mean * 1e6;
  },
  get max() {
    return delays.max * 1e6;
  },
  reset: () => undefined,
  enable: () => undefined,
  disable: () => undefined,
});

describe('the watch over the event loop', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  it('tells the delay of the last half second, and recovers', async () => {
    const { metrics, logger } = setUp();
    const delays = { mean: 120, max: 300 };
    const watch = watchEventLoop({ metrics, logger, histogram: histogram(delays) });
    expect(watch.delayMs()).toBe(0);
    jest.advanceTimersByTime(500);
    expect(watch.delayMs()).toBe(100);
    expect(await metrics.render()).toContain('event_loop_delay_seconds 0.1');
    expect(await metrics.render()).toMatch(/^event_loop_utilization_ratio \d/m);
    delays.mean = NaN;
    jest.advanceTimersByTime(500);
    expect(watch.delayMs()).toBe(0);
    watch.close();
  });

  it('counts and logs a stall', async () => {
    const { metrics, logger, output } = setUp();
    const delays = { mean: 20, max: 20 };
    const watch = watchEventLoop({ metrics, logger, histogram: histogram(delays) });
    jest.advanceTimersByTime(500);
    delays.max = 3000;
    jest.advanceTimersByTime(500);
    delays.max = 20;
    jest.advanceTimersByTime(500);
    watch.close();
    expect(output.json()).toMatchObject([{ level: 'warn', message: 'the event loop stood still', stalledMs: 3000 }]);
    expect(await metrics.render()).toContain('event_loop_stalls_total 1');
  });
});

describe('the watch over the real event loop', () => {
  it('sees that it stood still', async () => {
    const { metrics, logger } = setUp();
    const watch = watchEventLoop({ metrics, logger });
    await until(() => {
      const end = performance.now() + 200;
      while (performance.now() < end);
      return watch.delayMs() > 0;
    });
    expect(watch.delayMs()).toBeGreaterThan(0);
    watch.close();
  });
});

describe('the watch over memory', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });

  afterEach(() => {
    jest.useRealTimers();
  });

  const use: MemoryUse = { heapBytes: 10, heapLimitBytes: 100, residentBytes: 20, limitBytes: 100 };

  it('tells the ratio of what is closest to its limit', async () => {
    const { metrics, logger } = setUp();
    let measured = use;
    const watch = watchMemory({ metrics, logger, measure: () => measured });
    expect(watch.memoryRatio()).toBe(0.2);
    measured = { ...use, limitBytes: undefined };
    expect(watch.memoryRatio()).toBe(0.1);
    expect(await metrics.render()).toContain('memory_pressure_ratio 0.2');
    watch.close();
  });

  it('warns once, and again after it was calm', () => {
    const { metrics, logger, output } = setUp();
    let residentBytes = 95;
    const watch = watchMemory({ metrics, logger, measure: () => ({ ...use, residentBytes }) });
    const after = (bytes: number): number => {
      residentBytes = bytes;
      jest.advanceTimersByTime(5000);
      return output.json().length;
    };
    expect([after(99), after(85), after(95), after(50), after(95)]).toEqual([1, 1, 1, 1, 2]);
    expect(output.json()[0]).toMatchObject({ level: 'warn', ratio: 0.95, limitBytes: 100 });
    watch.close();
  });

  it('measures this process where it is not told otherwise', () => {
    const { metrics, logger } = setUp();
    const watch = watchMemory({ metrics, logger });
    expect(watch.memoryRatio()).toBeGreaterThan(0);
    watch.close();
  });

  it.each([
    [0, undefined],
    [2 ** 63, undefined],
    [512 * 2 ** 20, 512 * 2 ** 20],
  ])('takes a limit of %d bytes for %s', (constrained, limit) => {
    expect(limitOf(constrained)).toBe(limit);
  });

  it.each([
    ['', 500],
    ['--enable-source-maps', 500],
    ['--max-old-space-size=307', 307 * 1_048_576],
    ['--max_old_space_size=307 --max-old-space-size=100', 104_857_600],
  ])('knows the limit of the heap from what Node was told: %j', (options, limit) => {
    expect(heapLimitOf(options, 500)).toBe(limit);
  });
});
