import { execFileSync } from 'node:child_process';

import { growOldGeneration } from './grow-old-generation.ts';

/** Keeps the last 200,000 of nine million objects, as a cache does. */
const CACHE =
  'const kept = Array(2e5).fill(); for (let at = 0; at < 9e6; at += 1) kept[at % kept.length] = { at: [at] };';

/** How often V8 collects the old generation, where it does not go by how fast it was the last time. */
const collections = (first: string): number => {
  const words = ['--predictable-gc-schedule', '--trace-gc', '--input-type=module', '--eval', first + CACHE];
  const trace = execFileSync(process.execPath, words, { cwd: import.meta.dirname, encoding: 'utf8' });
  return trace.split('Mark-Compact').length - 1;
};

describe('growOldGeneration', () => {
  it('has V8 collect the old generation less often', () => {
    const grown = collections("import { growOldGeneration } from './grow-old-generation.ts'; growOldGeneration(); ");
    expect(grown).toBeLessThan(collections(''));
  });

  it('tells V8 by a flag', () => {
    const flags: string[] = [];
    growOldGeneration((flag) => flags.push(flag));
    expect(flags).toEqual(['--heap-growing-percent=200']);
  });
});
