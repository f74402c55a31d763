import { shareKept } from '../../fixtures/old-generation.ts';
import { createInFlight } from './in-flight.ts';

describe('things in flight', () => {
  it('are there until they are over', () => {
    const inFlight = createInFlight<string>();
    inFlight.add('one');
    const end = inFlight.add('two');
    inFlight.add('three');
    end();
    end();
    expect(inFlight.all()).toEqual(['one', 'three']);
  });

  it('may be lists', () => {
    const inFlight = createInFlight<readonly number[]>();
    inFlight.add([1, 2]);
    expect(inFlight.all()).toEqual([[1, 2]]);
  });

  it('are let go of when they are over, where a Set keeps nearly all of them', async () => {
    const inFlight = createInFlight<object>();
    expect(await shareKept((thing) => inFlight.add(thing))).toBeLessThan(0.4);
    const set = new Set<object>();
    const kept = await shareKept((thing) => {
      set.add(thing);
      return () => {
        set.delete(thing);
      };
    });
    expect(kept).toBeGreaterThan(0.6);
  });
});
