import { fakeClock } from './fake-clock.ts';

describe('a fake clock', () => {
  it('goes on only when it is told to', async () => {
    const clock = fakeClock(1000);
    const rang: number[] = [];
    clock.setTimeout(() => rang.push(clock.now()), 50);
    const every = clock.setInterval(() => rang.push(clock.now()), 20);
    const never = clock.setTimeout(() => rang.push(-1), 10);
    clock.clearTimeout(never);
    expect(clock.waiting).toBe(2);
    await clock.tick(50);
    expect(rang).toEqual([1020, 1040, 1050]);
    clock.clearInterval(every);
    expect(clock.waiting).toBe(0);
  });

  it('lets promises go on between timers', async () => {
    const clock = fakeClock();
    const rang: number[] = [];
    const again = async (): Promise<void> => {
      await Promise.resolve();
      rang.push(clock.now());
      clock.setTimeout(() => void again(), 10);
    };
    clock.setTimeout(() => void again(), 10);
    await clock.tick(35);
    expect(rang).toEqual([10, 20, 30]);
  });

  it('starts at a date', () => {
    expect(fakeClock().now()).toBe(0);
    expect(fakeClock(new Date('2026-01-02T00:00:00Z')).now()).toBe(Date.parse('2026-01-02T00:00:00Z'));
  });
});
