import { createLogger, type Logger } from '@exemplar/logging';
import { createHealth, createMetrics, type Health, type Metrics } from '@exemplar/monitoring';
import { captureStream } from '@exemplar/testing';

import { serve, type Served } from '../../fixtures/serve.ts';
import { adminRoutes } from './admin-routes.ts';

describe('the admin port', () => {
  let served: Served;
  let health: Health;
  let logger: Logger;
  let metrics: Metrics;

  beforeEach(async () => {
    health = createHealth();
    logger = createLogger({ service: 'fixture', version: '1.2.3', format: 'json', output: captureStream().stream });
    metrics = createMetrics({ service: 'fixture', version: '1.2.3' });
    const build = { version: '1.2.3', commit: 'abc', time: '2026-01-02T03:04:05.000Z' };
    served = await serve(adminRoutes({ name: 'fixture', build, logger, metrics, health }));
  });

  afterEach(async () => {
    metrics.close();
    await served.close();
  });

  const statusOf = async (path: string): Promise<number> => (await fetch(`${served.url}${path}`)).status;

  it('tells that the process lives', async () => {
    const alive = await fetch(`${served.url}/livez`);

    expect([alive.status, alive.headers.get('cache-control')]).toEqual([200, 'no-store']);
    expect(await alive.json()).toMatchObject({ status: 'ok' });
  });

  it('tells that requests may be sent: not before the start, nor while draining', async () => {
    const before = await statusOf('/readyz');
    health.started();
    const ready = await statusOf('/readyz');
    health.addCheck('extra', () => Promise.reject(new Error('slow')), { critical: false });
    const degraded = await statusOf('/readyz');
    health.draining();

    expect([before, ready, degraded, await statusOf('/readyz')]).toEqual([503, 200, 200, 503]);
  });

  it('gives the metrics', async () => {
    const answer = await fetch(`${served.url}/metrics`);

    expect(answer.headers.get('content-type')).toMatch(/^text\/plain/);
    expect(await answer.text()).toContain('# TYPE ');
  });

  it('tells what runs here', async () => {
    expect(await (await fetch(`${served.url}/info`)).json()).toEqual({
      name: 'fixture',
      version: '1.2.3',
      commit: 'abc',
      buildTime: '2026-01-02T03:04:05.000Z',
      node: process.version,
      uptimeSeconds: expect.any(Number) as unknown,
    });
  });

  it('changes the log level at run time', async () => {
    const put = (body: string): Promise<Response> =>
      fetch(`${served.url}/log-level`, { method: 'PUT', body, headers: { 'content-type': 'application/json' } });
    const changed = await put('{"level":"debug"}');
    const refused = await put('{"level":"loud"}');

    expect(await changed.json()).toEqual({ level: 'debug' });
    expect(logger.level).toBe('debug');
    expect(refused.status).toBe(400);
    expect(await (await fetch(`${served.url}/log-level`)).json()).toEqual({ level: 'debug' });
  });
});
