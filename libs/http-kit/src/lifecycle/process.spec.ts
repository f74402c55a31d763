import { startOrigin, steadyLoad, until } from '@exemplar/testing';

import { launch, type Launched } from '../../fixtures/launch.ts';

describe('the process of a service', () => {
  let launched: Launched;

  afterEach(async () => {
    launched.process.kill('SIGKILL');
    await launched.ended;
  });

  const messages = (): readonly unknown[] => launched.logs.json().map(({ message }) => message);

  it('stops on SIGTERM under load with no request lost, in reverse order, and exits 0', async () => {
    // long enough to be noticed under load, whatever else the machine does, and shorter than the slow request
    launched = launch({ DRAIN_DELAY_MS: '2000' });
    const { url, adminUrl } = await launched.urls();
    let answered = 0;
    let stopped = false;
    void launched.ended.then(() => {
      stopped = true;
    });
    const slow = fetch(`${url}/slow?ms=2500`);
    const load = steadyLoad(url, {
      connections: 8,
      until: () => {
        answered += 1;
        return stopped;
      },
    });
    await until(() => answered > 100, 'the load');
    launched.process.kill('SIGTERM');
    await until(async () => (await fetch(`${adminUrl}/readyz`)).status === 503, 'readiness to go');
    const stillServed = await fetch(url);
    const [code, result] = await Promise.all([launched.ended, load]);

    expect(code).toBe(0);
    expect(stillServed.status).toBe(200);
    expect((await slow).status).toBe(200);
    expect(result.lost).toEqual([]);
    expect(Object.keys(result.statuses)).toEqual(['200']);
    expect(messages().filter((message) => /closed|Stop|SIG/.test(String(message)))).toEqual([
      'SIGTERM received',
      'Stopping',
      'second closed',
      'first closed',
      'Stopped',
    ]);
  });

  it('stops on SIGINT without waiting for anyone to notice', async () => {
    launched = launch({ DRAIN_DELAY_MS: '600000' });
    await launched.urls();
    launched.process.kill('SIGINT');

    expect(await launched.ended).toBe(0);
  });

  it('ends at once on a second signal', async () => {
    launched = launch({ DRAIN_DELAY_MS: '600000', SHUTDOWN_GRACE_MS: '600000' });
    await launched.urls();
    launched.process.kill('SIGTERM');
    await launched.logs.waitFor(({ message }) => message === 'Stopping');
    launched.process.kill('SIGINT');

    expect(await launched.ended).toBe(130);
  });

  it('cuts off what is under way when the time to stop is over, and exits 1', async () => {
    launched = launch({ DRAIN_DELAY_MS: '0', SHUTDOWN_GRACE_MS: '100' });
    const { url } = await launched.urls();
    const held = fetch(`${url}/slow?ms=600000`).catch(() => 'cut off');
    await until(async () => (await (await fetch(url)).text()) !== '', 'an answer');
    launched.process.kill('SIGTERM');

    expect(await launched.ended).toBe(1);
    expect(await held).toBe('cut off');
    expect(messages()).toContain('What was under way is cut off: the time to stop is over');
  });

  it.each([
    ['/reject', 'Nobody handled a rejection', 'nobody handles this'],
    ['/throw', 'Nobody caught an exception', 'nobody catches this'],
  ])('logs an error that nobody catches (%s), drains, and exits 1', async (path, message, cause) => {
    launched = launch({ DRAIN_DELAY_MS: '0' });
    const { url } = await launched.urls();
    const slow = fetch(`${url}/slow?ms=300`);
    await fetch(`${url}${path}`, { method: 'POST' });

    expect(await launched.ended).toBe(1);
    expect((await slow).status).toBe(200);
    expect(JSON.stringify(launched.logs.json().find((line) => line.message === message)?.error)).toContain(cause);
  });

  it('exits 1 where its port is taken, and says so', async () => {
    await using holder = await startOrigin();
    launched = launch({ PORT: String(holder.port) });

    expect(await launched.ended).toBe(1);
    const line = await launched.logs.waitFor(({ message }) => message === 'The start failed');
    expect(JSON.stringify(line)).toContain(`PORT: listen EADDRINUSE: address already in use 127.0.0.1:${holder.port}`);
  });

  it('exits 78 on a wrong setting, with one line and before it listens', async () => {
    launched = launch({ PORT: 'http', API_KEYS: 'hunter2' });

    expect(await launched.ended).toBe(78);
    expect(launched.errors()).toBe('fixture: PORT must be a port from 0 to 65535 (0: any free one), not "http"\n');
    expect(launched.logs.text()).toBe('');
  });
});
