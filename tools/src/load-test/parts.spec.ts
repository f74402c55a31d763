import { once } from 'node:events';
import { Agent, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { chartsOf } from './charts-of.ts';
import { findHighestRate } from './find-highest-rate.ts';
import { judge } from './judge.ts';
import type { LoadReport } from './load-report.ts';
import { memoryTrend } from './memory-trend.ts';
import { podsFor } from './pods-for.ts';
import { PROFILES } from './profiles.ts';
import { createProgress } from './progress.ts';
import type { MixRequest } from './read-mix.ts';
import { createRecording } from './recording.ts';
import type { Moment } from './run-load.ts';
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
  const limitOf = (limit: number) => findHighestRate(100, (rate) => Promise.resolve({ held: rate <= limit, ms: 1 }));

  it('doubles until one breaks, then halves the gap', async () => {
    const { held, steps } = await limitOf(1000);
    expect(steps.map(({ rate }) => rate)).toEqual([100, 200, 400, 800, 1600, 1200, 1000, 1100]);
    expect(held).toBe(1000);
  });

  it('tries once more what breaks', async () => {
    const tried: number[] = [];
    const { held } = await findHighestRate(100, (rate) =>
      Promise.resolve({ held: tried.push(rate) > 1 && rate <= 100, ms: 1 }),
    );
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

describe('the trend of memory', () => {
  const MB = 1e6;
  const momentsOf = (seconds: number, megabytes: (at: number) => number | undefined): readonly Moment[] =>
    Array.from({ length: seconds / 10 }, (_, index) => {
      const at = (index + 1) * 10;
      const memory = megabytes(at);
      const rest = { answered: 1, wrong: 0, due: 1, p50: 1, p99: 1, cores: 0.1, loopDelayMs: 1 };
      return { at, ...rest, memoryBytes: memory === undefined ? undefined : memory * MB };
    });
  const trendOf = (seconds: number, megabytes: (at: number) => number | undefined) =>
    memoryTrend(momentsOf(seconds, megabytes), 500 * MB);
  const sawTooth = (at: number): number => (at / 10) % 7;

  it('is a leak where it climbs after the warm-up, however it goes up and down meanwhile', () => {
    const trend = trendOf(3600, (at) => 100 + at / 60 + sawTooth(at));
    expect(trend).toMatchObject({ from: 1800, leaks: true });
    expect(Number(trend?.bytesPerHour) / MB).toBeCloseTo(60, -1);
    expect(trend?.hoursLeft).toBeCloseTo((500 - 160) / 60, 0);
  });

  it('is none where only the warm-up climbs, or memory gets less', () => {
    expect(trendOf(3600, (at) => Math.min(130, 100 + at / 30) + sawTooth(at))).toMatchObject({ leaks: false });
    expect(trendOf(3600, (at) => 200 - at / 60)).toMatchObject({ leaks: false, hoursLeft: undefined });
  });

  it('shows slower leaks the longer it is looked at', () => {
    const slow = (at: number): number => 100 + at / 600 + sawTooth(at);
    expect([trendOf(3600, slow)?.leaks, trendOf(4 * 3600, slow)?.leaks]).toEqual([false, true]);
  });

  it('is not told where the run was short, or little is known', () => {
    expect(trendOf(500, () => 100)).toBeUndefined();
    expect(trendOf(3600, (at) => (at < 3500 ? undefined : 100))).toBeUndefined();
    expect(trendOf(3600, () => undefined)).toBeUndefined();
  });

  it('is a promise of a soak, and a line of its chart', () => {
    const recording = createRecording();
    recording.add(REQUEST, 200, 1);
    const slo = { availability: 99, latency: { percentile: 50, milliseconds: 10 } } as const;
    const moments = momentsOf(3600, (at) => 100 + at / 60);
    const outcome = { recording, moments, sent: 1, reached: 1, cpuSeconds: 1, ownCores: 0 };
    const saidOf = (megabytes: (at: number) => number) =>
      judge({ slo }, outcome, 1, trendOf(3600, megabytes)).says.at(-1);
    expect(saidOf((at) => 100 + at / 60)).toMatch(
      /^✗ After 30 minutes memory went from 129 to 159 MB, more by 60 MB an hour: a leak, which fills a pod in 5\.\d+ hours\./,
    );
    expect(saidOf((at) => 200 - at / 60)).toMatch(
      /^✓ .* less by 60 MB an hour: no leak that a run of this length can show/,
    );
    const trend = trendOf(3600, (at) => 100 + at / 60);
    const report = { percentiles: [[50, 1]], slo, trend, limits: [], moments, seconds: 3600 } as unknown as LoadReport;
    const memory = chartsOf(report).find(({ title }) => title === 'Memory');
    expect(memory?.series.map(({ name }) => name)).toEqual(['', 'where it is going']);
    expect(memory?.marks?.map(([, text]) => text)).toEqual(['0 min', '20 min', '40 min', '60 min']);
    expect(memory?.series[0]?.points.length).toBeLessThanOrEqual(240);
    expect(chartsOf({ ...report, moments: momentsOf(20, () => 100), seconds: 1 }).length).toBe(6); // all came late
  });
});

describe('a recording', () => {
  it('tells no times where none count', () => {
    const recording = createRecording();
    recording.add({ ...REQUEST, timed: false }, 200, 5);
    expect(recording.tick(1)).toEqual({ at: 1, answered: 1, wrong: 0 });
    expect(recording.tick(2)).toMatchObject({ answered: 0 });
    expect(recording.percentile(50)).toBe(0);
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
  const moment = { at: 1, answered: 9, wrong: 1, due: 10, p50: 1.5, p99: 12, loopDelayMs: 1 };
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

  it('tells no times of a second without answers', () => {
    const written: string[] = [];
    const quiet = { ...moment, p50: undefined, p99: undefined, cores: undefined, memoryBytes: undefined };
    createProgress({ write: (text) => written.push(text) }).tell('soak', quiet);
    expect(written.join('')).toBe('soak  1 s  9 right  1 wrong\n');
  });

  it('is a line now and then elsewhere', () => {
    expect(shown(false)).toBe('peak  1 s  9 right  1 wrong  p50 1.5 ms  p99 12 ms  CPU 0.50 cores  memory 100 MB\n');
  });
});
