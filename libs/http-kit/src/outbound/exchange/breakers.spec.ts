import { jest } from '@jest/globals';

import { OutboundError, type OutboundErrorCode } from '../outbound-error.ts';
import { createBreakers } from './breakers.ts';

const A = new URL('http://a.example/page');
const B = new URL('http://b.example/page');

function fail(code: OutboundErrorCode = 'upstream-unreachable') {
  return () => Promise.reject(new OutboundError(code, 'failed'));
}

const succeed = (): Promise<string> => Promise.resolve('answer');

function setup(failures = 3) {
  let now = 1_000_000;
  jest.spyOn(Date, 'now').mockImplementation(() => now);
  const broken: string[] = [];
  const breakers = createBreakers({ failures, restMs: 10_000, onBreak: (origin) => broken.push(origin) });
  const failTimes = async (times: number, ask = fail()): Promise<void> => {
    for (let time = 0; time < times; time += 1) await expect(breakers.run(A, ask)).rejects.toThrow('failed');
  };
  const isOpen = async (): Promise<boolean> => {
    const ask = jest.fn(succeed);
    await breakers.run(A, ask).catch(() => undefined);
    return ask.mock.calls.length === 0;
  };
  return { breakers, broken, failTimes, isOpen, pass: (ms: number) => (now += ms) };
}

describe('breakers', () => {
  it('leave an origin alone after so many failures in a row, and say for how long', async () => {
    const { breakers, broken, failTimes, pass } = setup();
    await failTimes(3);
    pass(2500);
    await expect(breakers.run(A, succeed)).rejects.toMatchObject({
      code: 'upstream-unreachable',
      message: 'a.example failed too often and is left alone for another 8 s.',
      retryAfterSeconds: 8,
    });
    expect(broken).toEqual(['http://a.example']);
  });

  it('go on asking other origins', async () => {
    const { breakers, failTimes } = setup();
    await failTimes(3);
    expect(await breakers.run(B, succeed)).toBe('answer');
  });

  it('count a success as the end of the row', async () => {
    const { breakers, failTimes, isOpen } = setup();
    await failTimes(2);
    await breakers.run(A, succeed);
    await failTimes(2);
    expect(await isOpen()).toBe(false);
  });

  it('count deadlines, but neither refusals nor redirects nor aborts', async () => {
    for (const code of ['blocked-target', 'upstream-redirects', 'upstream-status'] as const) {
      const { failTimes, isOpen } = setup();
      await failTimes(10, fail(code));
      expect(await isOpen()).toBe(false);
    }
    const aborted = setup();
    await aborted.failTimes(10, () => Promise.reject(new Error('failed')));
    expect(await aborted.isOpen()).toBe(false);
    const late = setup();
    await late.failTimes(3, fail('upstream-timeout'));
    expect(await late.isOpen()).toBe(true);
  });

  it('try the origin with one call after the rest, and wait for none of the others', async () => {
    const { breakers, failTimes, pass } = setup();
    await failTimes(3);
    pass(10_000);
    const trial = Promise.withResolvers<string>();
    const trying = breakers.run(A, () => trial.promise);
    await expect(breakers.run(A, succeed)).rejects.toMatchObject({ retryAfterSeconds: 1 });
    trial.resolve('back');
    expect(await trying).toBe('back');
    expect(await breakers.run(A, succeed)).toBe('answer');
  });

  it('leave it alone again if that call fails or is given up', async () => {
    for (const ask of [fail(), () => Promise.reject(new Error('failed'))]) {
      const { failTimes, isOpen, pass } = setup();
      await failTimes(3);
      pass(10_000);
      await failTimes(1, ask);
      expect(await isOpen()).toBe(true);
      pass(10_000);
      expect(await isOpen()).toBe(false);
    }
  });

  it('leave no origin alone for longer when the clock is set back', async () => {
    const { failTimes, isOpen, pass } = setup();
    await failTimes(3);
    pass(-600_000);
    expect(await isOpen()).toBe(false);
    await failTimes(3);
    expect(await isOpen()).toBe(true);
  });

  it('never leave an origin alone where that is switched off', async () => {
    const { failTimes, isOpen } = setup(0);
    await failTimes(100);
    expect(await isOpen()).toBe(false);
  });
});
