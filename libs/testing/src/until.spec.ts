import { until } from './until.ts';

describe('until', () => {
  it('waits until the condition holds', async () => {
    let asked = 0;
    await until(() => ++asked > 3);
    expect(asked).toBe(4);
  });

  it('gives up after its time, and says on what', async () => {
    await expect(until(() => Promise.resolve(false), 'the end', 20)).rejects.toThrow(
      'the end did not come true within 20 ms',
    );
  });

  it('fails as the condition fails', async () => {
    await expect(until(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  });
});
