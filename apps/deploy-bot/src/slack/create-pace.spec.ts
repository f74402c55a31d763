import { setTimeout as sleep } from 'node:timers/promises';

import { createPace } from './create-pace.ts';

/** Which of two comes first. Timers run in the order in which they are due, however late they are. */
const first = (turn: Promise<void>, afterMs: number): Promise<string> =>
  Promise.race([turn.then(() => 'a turn'), sleep(afterMs).then(() => 'time')]);

describe('a pace', () => {
  it('gives each who waits a turn of its own, in order and apart', async () => {
    const pace = createPace(40);
    const order: number[] = [];
    const turns = [1, 2, 3].map(async (number) => {
      await pace.turn();
      order.push(number);
    });

    expect(await first(Promise.all(turns.slice(0, 1)).then(), 20)).toBe('a turn');
    expect(await first(Promise.all(turns.slice(0, 2)).then(), 10)).toBe('time');
    await Promise.all(turns);
    expect(order).toEqual([1, 2, 3]);
  });

  it('lets nobody call while it is paused, be they new or waiting', async () => {
    const pace = createPace(10);
    await pace.turn();
    const waiting = pace.turn();
    pace.pause(60);
    pace.pause(1);

    expect(await first(waiting, 40)).toBe('time');
    await waiting;
    pace.pause(40);
    expect(await first(pace.turn(), 20)).toBe('time');
  });

  it('lets who waits give up', async () => {
    const pace = createPace(0);
    pace.pause(60_000);

    await expect(pace.turn(AbortSignal.timeout(5))).rejects.toThrow('The operation was aborted');
  });
});
