import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

import { createInFlight } from './in-flight.ts';

/** How much of the things that came and went stays in the old generation. */
const shareKept = (keeper: string): number => {
  const program = join(import.meta.dirname, '../../fixtures/share-kept.ts');
  const words = ['--expose-gc', '--min-semi-space-size=16', program, keeper];
  return Number(execFileSync(process.execPath, words, { encoding: 'utf8' }));
};

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

  it.each([
    ['createInFlight', false],
    ['createCoalesce', false],
    ['Set', true],
  ])('of %s are kept by V8 when they are over: %s', (keeper, areKept) => {
    expect(shareKept(keeper) > 0.2).toBe(areKept);
  });
});
