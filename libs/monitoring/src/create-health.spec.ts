import { createLogger } from '@exemplar/logging';
import { captureStream } from '@exemplar/testing';

import { createHealth, type Health } from './index.ts';

const ready = (health: Health): Health => {
  health.started();
  return health;
};

describe('health', () => {
  it('is ready between the start and the drain', async () => {
    const health = createHealth();
    expect((await health.readiness()).status).toBe('starting');
    health.started();
    expect((await health.readiness()).status).toBe('ready');
    health.draining();
    expect((await health.readiness()).status).toBe('draining');
    health.started();
    expect(health.state).toBe('draining');
  });

  it('lives, whatever its checks say', () => {
    const health = ready(createHealth());
    health.addCheck('database', () => Promise.reject(new Error('down')));
    expect(health.liveness()).toEqual({ status: 'ok', state: 'ready' });
  });

  it('runs the checks by name, and tells why one fails', async () => {
    const health = ready(createHealth());
    health.addCheck('database', () => Promise.reject(new Error('down')));
    health.addCheck('queue', () => undefined);
    health.addCheck('disk', () => {
      throw 'full' as unknown as Error;
    });
    const { status, checks } = await health.readiness();
    expect(status).toBe('failing');
    expect(checks).toEqual({
      database: { status: 'failing', critical: true, durationMs: expect.any(Number) as number, error: 'down' },
      queue: { status: 'ok', critical: true, durationMs: expect.any(Number) as number },
      disk: { status: 'failing', critical: true, durationMs: expect.any(Number) as number, error: 'full' },
    });
  });

  it('is degraded, and ready, while only what is not critical fails', async () => {
    const health = ready(createHealth());
    health.addCheck('cache', () => Promise.reject(new Error('down')), { critical: false });
    expect((await health.readiness()).status).toBe('degraded');
  });

  it('shows no secret of a check that fails', async () => {
    const health = ready(createHealth());
    health.addCheck('cache', () => Promise.reject(new Error('no answer of redis://:hunter2@cache:6379')));
    expect(JSON.stringify(await health.readiness())).not.toContain('hunter2');
  });

  it('does not wait for a check that never ends', async () => {
    const health = ready(createHealth({ checkTimeoutMs: 10 }));
    health.addCheck('slow', () => new Promise(() => undefined));
    expect((await health.readiness()).checks.slow).toMatchObject({ error: 'no answer within 10 ms' });
  });

  it('runs the checks once for all who ask meanwhile, and anew for the next', async () => {
    const health = ready(createHealth());
    let runs = 0;
    health.addCheck('counted', () => Promise.resolve(++runs));
    await Promise.all([health.readiness(), health.readiness(), health.readiness()]);
    expect(runs).toBe(1);
    await health.readiness();
    expect(runs).toBe(2);
  });

  it('logs when a check starts to fail and when it passes again, once each', async () => {
    const output = captureStream();
    const health = ready(
      createHealth({ logger: createLogger({ service: 'shop', version: '1', output: output.stream }) }),
    );
    let down = true;
    health.addCheck('database', () => {
      if (down) throw new Error('down');
    });
    await health.readiness();
    await health.readiness();
    down = false;
    await health.readiness();
    await health.readiness();
    expect(output.json().map(({ level, message, reason }) => [level, message, reason])).toEqual([
      ['warn', 'health check database fails', 'down'],
      ['info', 'health check database passes again', undefined],
    ]);
  });

  it('refuses a second check of a name', () => {
    const health = createHealth();
    health.addCheck('database', () => undefined);
    expect(() => {
      health.addCheck('database', () => undefined);
    }).toThrow('There is a health check "database" already');
  });
});
