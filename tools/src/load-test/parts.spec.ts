import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { findHighestRate } from './find-highest-rate.ts';
import { judge } from './judge.ts';
import { podsFor } from './pods-for.ts';
import { PROFILES } from './profiles.ts';
import { createProgress } from './progress.ts';
import type { MixRequest } from './read-mix.ts';
import { createRecording } from './recording.ts';
import { sendRequest } from './send-request.ts';
import { takeTurns } from './take-turns.ts';

const REQUEST: MixRequest = { name: 'a', weight: 1, method: 'GET', path: '/', headers: {}, timed: true };

describe('turns', () => {
  it('come as often as weights say, and evenly', () => {
    const next = takeTurns([
      { name: 'a', weight: 3 },
      { name: 'b', weight: 1 },
    ]);
    expect(Array.from({ length: 8 }, () => next().name).join('')).toBe('aabaaaba');
  });
});

describe('the search for the highest rate', () => {
  const limitOf = (limit: number) => findHighestRate(100, (rate) => Promise.resolve(rate <= limit));

  it('doubles until one breaks, then halves the gap', async () => {
    const { held, steps } = await limitOf(1000);
    expect(steps.map(({ rate }) => rate)).toEqual([100, 200, 400, 800, 1600, 1200, 1000, 1100]);
    expect(held).toBe(1000);
  });

  it('tries once more what breaks', async () => {
    const tried: number[] = [];
    const { held } = await findHighestRate(100, (rate) => Promise.resolve(tried.push(rate) > 1 && rate <= 100));
    expect([held, tried]).toEqual([100, [100, 100, 200, 200, 150, 150, 125, 125, 112.5, 112.5]]);
  });

  it('ends where nothing breaks', async () => {
    const { held, steps } = await limitOf(Infinity);
    expect([held, steps.length]).toEqual([100 * 2 ** 15, 16]);
  });
});

describe('the profile of a day', () => {
  it('has its night, its afternoon, and the average that is stated', () => {
    const rate = PROFILES.production.rate(100, 60);
    const all = Array.from({ length: 60 }, (_, second) => rate(second));
    expect([Math.round(rate(0)), Math.round(rate(30))]).toEqual([22, 178]);
    expect(Math.round(all.reduce((sum, one) => sum + one, 0) / 60)).toBe(100);
  });
});

describe('how many pods that is', () => {
  it('is for ten times the average, by what one process holds, and one that may be away', () => {
    expect(podsFor(86_400_000, 500, 3)).toEqual({
      requestsPerDay: 86_400_000,
      average: 1000,
      peak: 10_000,
      ratio: 10_000 / 350,
      pods: 29 + 1,
    });
    expect(podsFor(1000, 500, 3).pods).toBe(3);
  });
});

describe('a verdict', () => {
  const slo = { availability: 99, latency: { percentile: 50, milliseconds: 10 } } as const;
  const judged = (outcomes: readonly (readonly [number | string, number])[], reached: number) => {
    const recording = createRecording();
    for (const [outcome, ms] of outcomes) recording.add(REQUEST, outcome, ms);
    const rest = { moments: [], sent: outcomes.length, cpuSeconds: undefined, ownCores: 0 };
    return judge({ slo }, { ...rest, recording, reached }, 100);
  };

  it('holds each promise alone', () => {
    expect(judged([[200, 9]], 95).passed).toBe(true);
    expect(judged([[500, 9]], 95).says[0]).toMatch(/^✗ 0 % of 1 requests/);
    expect(judged([[200, 11]], 95).says[1]).toMatch(/^✗ 50 of a hundred answers took up to 11 ms/);
    expect(judged([[200, 9]], 50).says[2]).toBe('✗ 50 requests a second were answered; 100 arrived.');
  });
});

describe('a recording', () => {
  it('tells no times where none count', () => {
    const recording = createRecording();
    recording.add({ ...REQUEST, timed: false }, 200, 5);
    expect(recording.tick(1)).toEqual({ at: 1, answered: 1, wrong: 0, p50: 0, p99: 0 });
    expect(recording.tick(2)).toMatchObject({ answered: 0 });
    expect(recording.kinds()[0]?.p50).toBeCloseTo(5, 1);
  });
});

describe('a request', () => {
  it('is told by its status, or by what came instead', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/half')
        response.writeHead(200, { 'content-length': '9' }).write('half', () => request.socket.destroy());
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const base = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const ask = (path: string) => sendRequest(base, new Agent(), { ...REQUEST, path }, 0, 50);
    expect(await ask('/half')).toBe('ECONNRESET');
    expect(await ask('/never')).toBe('no answer within 50 ms');
    server.closeAllConnections();
    server.close();
  });
});

describe('progress', () => {
  const moment = { at: 1, answered: 9, wrong: 1, p50: 1.5, p99: 12, loopDelayMs: 1 };
  const shown = (isTTY: boolean): string => {
    const written: string[] = [];
    const progress = createProgress({ isTTY, write: (text) => written.push(text) });
    progress.tell('peak', { ...moment, cores: 0.5, memoryBytes: 1e8 });
    progress.tell('peak', { ...moment, at: 2, cores: undefined, memoryBytes: undefined });
    progress.end();
    return written.join('');
  };

  it('is a line that is written over on a terminal', () => {
    expect(shown(true)).toBe(
      '\r\u001B[2Kpeak  1 s  9 right  1 wrong  p50 1.5 ms  p99 12 ms  CPU 0.50 cores  memory 100 MB' +
        '\r\u001B[2Kpeak  2 s  9 right  1 wrong  p50 1.5 ms  p99 12 ms\r\u001B[2K',
    );
  });

  it('is a line now and then elsewhere', () => {
    expect(shown(false)).toBe('peak  1 s  9 right  1 wrong  p50 1.5 ms  p99 12 ms  CPU 0.50 cores  memory 100 MB\n');
  });
});
