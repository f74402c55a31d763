import dns from 'node:dns';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';

import { serviceYaml } from '../../fixtures/service-yaml.ts';
import { treeOf } from '../../fixtures/tree-of.ts';
import { readService } from '../descriptor/read-service.ts';
import { addUp } from './add-up.ts';
import { diskFull } from './drills/disk-full.ts';
import type { Stage } from './open-stage.ts';
import { reportOf } from './report.ts';
import { type Gag, startGag } from './start-gag.ts';
import { startRedis } from './start-redis.ts';
import { tellingLine } from './telling-line.ts';

describe('the line that tells the most', () => {
  const line = (level: string, message: string, others: object = {}): string =>
    JSON.stringify({ level, message, ...others });

  it('is of the worst level, and the last of these', () => {
    expect(tellingLine([line('warn', 'a'), line('warn', 'b'), line('info', 'c')])).toBe('warn: b');
  });

  it('tells how often it came', () => {
    expect(tellingLine([line('info', 'cut off'), line('info', 'cut off')])).toBe('info: cut off (2 times)');
  });

  it('is none of the access log', () => {
    expect(tellingLine([line('warn', 'GET / 502', { path: '/' })])).toBeUndefined();
  });

  it('is the commonest error that requests met, where these are what happened and nothing warns', () => {
    const errors = ['a', 'b', 'b'].map((problem) => line('warn', 'GET / 502', { path: '/', problem }));
    expect(tellingLine([line('info', 'Ready'), ...errors], true)).toBe('warn: GET / 502 b (2 times)');
    expect(tellingLine([line('warn', 'left alone'), ...errors], true)).toBe('warn: left alone');
    expect(tellingLine([line('info', 'Ready')], true)).toBe('info: Ready');
  });

  it('is what Node says of its end', () => {
    expect(tellingLine(['', 'FATAL ERROR: out of memory', ' 1: 0x93', line('error', 'a')])).toBe(
      'fatal: out of memory',
    );
  });
});

describe('two loads', () => {
  it('are counted as one', () => {
    const [one, other] = [
      { asked: 5, right: 2, refused: {}, lost: { ECONNRESET: 2, 500: 1 } },
      { asked: 3, right: 1, refused: { 401: 1 }, lost: { ECONNRESET: 1 } },
    ];
    expect(addUp(one, other)).toEqual({ asked: 8, right: 3, refused: { 401: 1 }, lost: { ECONNRESET: 3, 500: 1 } });
  });
});

describe('a row', () => {
  const row = { name: 'a', does: 'b', plan: () => '' };
  const rowOf = (recoveredMs: number, asked = 1) =>
    reportOf(row, {
      outcome: { recoveredMs, tally: { asked, right: asked, refused: {}, lost: {} } },
      printed: [],
      alert: 'none',
    });

  it('tells the time of recovery in the unit that fits', () => {
    expect([rowOf(12.3).recovered, rowOf(1234).recovered]).toEqual(['13 ms', '1.2 s']);
  });

  it('is no success where nothing was asked', () => {
    expect(rowOf(1, 0).passed).toBe(false);
  });
});

describe('Redis', () => {
  it('is not started for a service that does not call it', async () => {
    const service = readService('apps/user-auth', treeOf({ 'apps/user-auth/service.yaml': serviceYaml() }));
    await expect(startRedis({ service, path: '', patienceMs: 1 })).rejects.toThrow('redis-server is missing');
  });
});

describe('a gag', () => {
  const open: { close: () => unknown }[] = [];
  const behindGag = async (): Promise<{ readonly gag: Gag; readonly ask: (socket: Socket) => Promise<string> }> => {
    const echo = createServer((socket) => socket.on('error', () => undefined).pipe(socket));
    await once(echo.listen(0, '127.0.0.1'), 'listening');
    const gag = await startGag((echo.address() as AddressInfo).port);
    open.push(echo, gag);
    return {
      gag,
      ask: async (socket) => {
        socket.write('a');
        return String(await once(socket, 'data'));
      },
    };
  };

  afterEach(() => {
    for (const one of open.splice(0)) one.close();
  });

  it('holds back what comes over connections, old and new, and lets it go', async () => {
    const { gag, ask } = await behindGag();
    const [old, young] = [connect(gag.port, '127.0.0.1'), new Socket()];
    await ask(old);
    gag.silence();
    await once(young.connect(gag.port, '127.0.0.1'), 'connect');
    const answers = [ask(old), ask(young)];
    expect(await Promise.race([...answers, sleep(50, 'nothing')])).toBe('nothing');
    gag.speak();
    expect(await Promise.all(answers)).toEqual(['a', 'a']);
  });

  it('closes one side with the other, also where it was cut', async () => {
    const { gag, ask } = await behindGag();
    const socket = connect(gag.port, '127.0.0.1');
    await ask(socket);
    socket.resetAndDestroy();
    const other = connect(gag.port, '127.0.0.1');
    await ask(other);
    gag.close();
    await once(other, 'close');
    expect(other.destroyed).toBe(true);
  });
});

describe('a full disk', () => {
  it('is there on Linux alone, which is said', async () => {
    await expect(diskFull({} as Stage, '/nowhere/full')).rejects.toThrow('/nowhere/full is missing: run this on Linux');
  });
});

/** They run in the processes of a drill; here, what they do. */
describe('before the bundle', () => {
  it('the clock is made one that jumps', async () => {
    const Right = Date;
    process.env.DRILL_CLOCK_SHIFTS = '86400000,-3600000,0';
    await import('./preloads/shift-clock.ts');
    const shifts = [1, 2, 3].map(() => {
      process.emit('SIGUSR2');
      return [Math.round((Date.now() - Right.now()) / 1000), Math.round((new Date().getTime() - Right.now()) / 1000)];
    });
    expect(shifts).toEqual([
      [86_400, 86_400],
      [-3600, -3600],
      [0, 0],
    ]);
    expect(new Date(0).getTime()).toBe(0);
    expect(new Date(2026, 0, 2).getDate()).toBe(2);
    process.removeAllListeners('SIGUSR2');
    globalThis.Date = Right;
  });

  it('names are asked of one server', async () => {
    const { Resolver } = dns.promises;
    const servers = dns.getServers();
    process.env.DRILL_DNS_SERVER = '127.0.0.1:5353';
    await import('./preloads/ask-dns-server.ts');
    expect(dns.getServers()).toEqual(['127.0.0.1:5353']);
    expect(new dns.promises.Resolver().getServers()).toEqual(['127.0.0.1:5353']);
    Object.assign(dns.promises, { Resolver });
    dns.setServers(servers);
  });

  it('the heap is filled on a signal, and emptied on the next', async () => {
    const wanted = getHeapStatistics().used_heap_size + 3e7;
    process.env.DRILL_HEAP_BYTES = `${wanted}`;
    await import('./preloads/fill-heap.ts');
    process.emit('SIGUSR2');
    expect(getHeapStatistics().used_heap_size).toBeGreaterThanOrEqual(wanted);
    expect(() => process.emit('SIGUSR2')).not.toThrow();
    process.removeAllListeners('SIGUSR2');
  });
});
