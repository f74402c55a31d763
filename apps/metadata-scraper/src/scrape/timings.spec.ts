import { createTimings } from './timings.ts';

describe('createTimings', () => {
  it('tells every step in the order in which they began, failed ones too', async () => {
    const timings = createTimings();
    await timings.measure('fetch', () => Promise.resolve());
    await expect(timings.measure('probe', () => Promise.reject(new Error('no image')))).rejects.toThrow('no image');
    await timings.measure('fetch', () => Promise.resolve());
    expect(timings.toHeader()).toMatch(/^fetch;dur=\d+\.\d, probe;dur=\d+\.\d$/);
  });

  it('says nothing where nothing was measured', () => {
    expect(createTimings().toHeader()).toBe('');
  });
});
