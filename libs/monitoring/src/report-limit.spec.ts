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

  it('tells bugs apart', () => {
    const limit = createReportLimit(() => 0);
    const errors = Array.from({ length: 30 }, (_, i) => new Error(`number ${i % 3}`));
    expect(allowed(limit, errors)).toBe(30);
  });

  it('lets two hundred through in all', () => {
    const limit = createReportLimit(() => 0);
    const errors = Array.from({ length: 1000 }, (_, i) => new Error(`number ${i}`));
    expect(allowed(limit, errors)).toBe(200);
  });
});
