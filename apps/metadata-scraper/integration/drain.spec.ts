import { spawnSync } from 'node:child_process';

import { html, type Origin, slowHeaders, startOrigin, steadyLoad } from '@exemplar/testing';

import { startBundle } from './start-bundle.ts';

const SETTINGS = { OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32', OUTBOUND_ALLOW_PORTS: '*' };

describe('the built service', () => {
  let origin: Origin;

  beforeAll(async () => {
    origin = await startOrigin({ '/page': slowHeaders(20, html('<title>A page</title>')) });
  });

  afterAll(async () => {
    await origin.close();
  });

  it.each([
    ['kept', true],
    ['new', false],
  ])('loses no request when it is stopped under load, over %s connections', async (_, keepAlive) => {
    const service = await startBundle(SETTINGS);
    const page = encodeURIComponent(`${origin.url}/page`);
    let exited = false;
    const load = steadyLoad(`${service.url}/v1/metadata?fresh=true&url=${page}`, {
      connections: 20,
      keepAlive,
      until: () => exited,
    });
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await service.stop()).toBe(0);
    exited = true;
    const { lost, statuses } = await load;
    expect(lost).toEqual([]);
    expect(Object.keys(statuses)).toEqual(['200']);
  });

  it('has metrics that follow the conventions of Prometheus', async () => {
    const service = await startBundle(SETTINGS);
    await fetch(`${service.url}/v1/metadata?url=${encodeURIComponent(`${origin.url}/page`)}`);
    await fetch(`${service.url}/v1/metadata?url=nonsense`);
    const metrics = await (await fetch(`${service.adminUrl}/metrics`)).text();
    await service.stop();
    const { error, stdout, stderr } = spawnSync('promtool', ['check', 'metrics'], { input: metrics, encoding: 'utf8' });
    if (error !== undefined) throw new Error('promtool is missing: apt-get install prometheus', { cause: error });
    expect(stdout + stderr).toBe('');
    expect(metrics).toContain('outbound_requests_total{client="pages",outcome="ok"} 1');
    expect(metrics).toContain('http_request_errors_total{route="/v1/metadata",code="invalid-url"} 1');
  });
});
