import { figureTrouble } from './figures.ts';

describe('the figures of a service', () => {
  it.each([
    [{ faults: 0.05 }, {}, null],
    [{ faults: 0.06 }, {}, '6.0 % of the requests of the last 5 minutes failed.'],
    [{ faults: 0.06 }, { faults: 0.03 }, null],
    [{ slow: 0.3 }, { slow: 0.1 }, '30.0 % of the requests of the last 5 minutes were slower than promised.'],
    [{ alerts: 1 }, {}, "1 of the service's alerts page since."],
    [{ alerts: 1 }, { alerts: 1 }, null],
    [{}, { faults: 1 }, null],
  ])('of %j after %j say: %j', (now, before, sentence) => {
    expect(figureTrouble(before, now)?.sentence ?? null).toBe(sentence);
  });
});
