import { createReportLimit } from './report-limit.ts';

const allowed = (limit: { allows(error: unknown): boolean }, errors: readonly unknown[]): number =>
  errors.filter((error) => limit.allows(error)).length;

describe('the limit on reports', () => {
  it('lets ten reports of a bug through a minute', () => {
    let now = 0;
    const limit = createReportLimit(() => now);
    const bug = new Error('the same');
    const hundred = Array.from({ length: 100 }, () => bug);
    expect(allowed(limit, hundred)).toBe(10);
    now = 60_000;
    expect(allowed(limit, hundred)).toBe(10);
  });

  it('tells bugs apart by where they are, and by their codes', () => {
    const limit = createReportLimit(() => 0);
    const here = (): Error => new Error('here');
    const there = (): Error => new Error('there');
    const coded = (code: string): Error => Object.assign(here(), { code });
    const tenOf = (make: () => Error): readonly Error[] => Array.from({ length: 10 }, make);
    const errors = [...tenOf(here), ...tenOf(there), ...tenOf(() => coded('a-b')), ...tenOf(() => coded('c-d'))];
    expect(allowed(limit, errors)).toBe(40);
    expect(allowed(limit, errors)).toBe(0);
  });

  it('knows a bug again whose message tells what a request asked for', () => {
    const limit = createReportLimit(() => 0);
    const errors = Array.from({ length: 30 }, (_, i) => new Error(`number ${i}\nof thirty`));
    expect(allowed(limit, errors)).toBe(10);
  });

  it('lets two hundred through in all', () => {
    const limit = createReportLimit(() => 0);
    const errors = Array.from({ length: 1000 }, (_, i) => Object.assign(new Error('a bug'), { code: `bug-${i}` }));
    expect(allowed(limit, errors)).toBe(200);
  });
});
