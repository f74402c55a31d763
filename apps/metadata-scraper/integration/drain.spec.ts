import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

import { html, type Origin, slowHeaders, startOrigin, steadyLoad, until } from '@exemplar/testing';

import { startBundle, type StartedBundle } from './start-bundle.ts';

const SETTINGS = { OUTBOUND_ALLOW_CIDRS: '127.0.0.1/32', OUTBOUND_ALLOW_PORTS: '*' };

describe('the built service', () => {
  let origin: Origin;

  beforeAll(async () => {
    origin = await startOrigin({ '/page': slowHeaders(20, html('<title>A page</title>')) });
  });

  afterAll(async () => {
    await origin.close();
  });

  const underLoad = async (keepAlive: boolean, endsWhen: (service: StartedBundle) => Promise<boolean>) => {
    const service = await startBundle(SETTINGS);
    const page = encodeURIComponent(`${origin.url}/page`);
    let ended = false;
    const load = steadyLoad(`${service.url}/v1/metadata?fresh=true&url=${page}`, {
      connections: 20,
      keepAlive,
      until: () => ended,
    });
    await sleep(1000);
    const stopped = service.stop();
    await until(() => endsWhen(service), 'the end of the load', 20_000);
    ended = true;
    return { exitCode: await stopped, ...(await load) };
  };

  it('loses no request of clients that keep their connections, when it is stopped under load', async () => {
    const { exitCode, lost, statuses } = await underLoad(true, ({ process: { exitCode } }) =>
      Promise.resolve(exitCode !== null),
    );
    expect({ exitCode, lost, statuses: Object.keys(statuses) }).toEqual({ exitCode: 0, lost: [], statuses: ['200'] });
  });

  it('loses no request of a balancer that looks away once it is not ready', async () => {
    const { exitCode, lost, refused, statuses } = await underLoad(false, async ({ adminUrl }) => {
      const { status } = await fetch(`${adminUrl}/readyz`);
      return status === 503;
    });
    expect({ exitCode, lost, refused }).toEqual({ exitCode: 0, lost: [], refused: 0 });
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
